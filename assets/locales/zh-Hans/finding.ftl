### 再找出来：段落、词语、总览三个板块。

board-passages = 查找段落
board-words = 词语
board-overview = 总览
board-export = 导出表格…

## 查询框。

query-field = 查询
query-hint = 文字、代码：名称、甲 邻近 乙 20 ……
query-help = 查询的写法
query-help-ask = 就查这一条
candidate-code = 代码
candidate-coder = 编码者
candidate-source = 文本
candidate-case = 个案
candidate-set = 集合
candidate-variable = 变量
candidate-value = 变量值
candidate-word = 查询用词

## 替人写查询的筛选项。

filters = 筛选…
filters-help = 选代码、编码者、文本、变量值等，查询会替你写好
joining-and = 且
joining-or = 或
joining-not = 非
joining-help = 下一个筛选项怎样接到查询后面
filter-by = 按{ $what }筛选
filter-code = 代码
filter-below = 连同下级代码
filter-coder = 编码者
filter-source = 文本
filter-case = 个案
filter-set = 集合
filter-value = 变量值
filter-day = 日期
filter-day-hint = 2026-11-29
filter-since = 当天及以后编码的
filter-before = 当天以前编码的
filter-memo = 备忘
filter-memo-any = 有备忘的
filter-memo-words = 备忘里的字词
filter-find = 在列表里找

## 段落。

found-list = 找到的段落
found-empty = 在上面输入文字或查询，也可以选筛选项。按“下”键进入列表，空格勾选，回车跳到原文。
found-coming = 正在查找…
found-none = 没有找到
found-hover = 单击跳到原文；点方框或按空格键勾选
found-count = { $all } 处，出自 { $sources } 篇文本
found-tick-all = 全选
found-tick-none = 全不选
found-ticked = 已勾选 { $count } 处
found-recode = 换代码…
found-recode-help = 给勾选段落（没有勾选就是全部）的编码换一个代码
found-codings = { $count } 处编码将换成这个代码
found-lines = 逐行
found-reading = 连读
found-by-place = 按原文顺序
found-by-left = 按前文排序
found-by-right = 按后文排序
collation-code-point = 按字符编号
collation-pinyin = 按拼音
found-code-all = 全部编码…
found-code-ticked = 给勾选的编码…
found-code-name = 代码
found-rule = 规则名称（可不填）
found-rule-help = 填了名称，查询就存成规则，以后可以再次运行，也可以整个收回
found-unit = 编码范围
found-preview = 新增 { $new } 处，已如此编码 { $coded } 处
found-code = 编码
unit-coded-hit = 只编这一处
unit-coded-sentence = 所在的句子
unit-coded-paragraph = 所在的段落
unit-coded-section = 从这里到下一处
unit-coded-speech = 这位发言人的话

queries-saved = 已存查询
queries-none = 还没有存过查询
queries-name = 这条查询的名称
queries-save = 保存查询
queries-run = 运行规则“{ $name }”
queries-run-short = 运行…
queries-run-help = 先看会编哪些，再决定
queries-take-back = 收回 { $count } 处编码
queries-remove = 删除

## 词语。

words-empty = 看各词出现多少次、哪些词是某一部分特有的、哪些词常在一起。
words-count-now = 统计词语
words-coming = 正在统计…
words-none = 这里没有词语
words-sum = 共 { $words } 词，列出 { $forms } 个
words-again = 重新统计
words-again-help = 统计之后项目有了改动
words-go = 看它出现在哪里
words-in = 范围：{ $part }
words-against = 对照：{ $part }
words-node = 词语
words-window = 两侧词数
words-least = 至少出现
words-least-help = 出现多少次以上才列出
part-all = 全部文本
part-rest = 其余全部
part-query = 查询“{ $query }”的段落

words-by-frequency = 词频
words-by-keyness = 关键词：关键性
words-by-weight = 关键词：TF-IDF
words-by-rank = 关键词：TextRank
words-by-company = 搭配
words-help-frequency = 每个词出现多少次、分布均匀不均匀
words-help-keyness = 与其余文本或另一部分相比，哪些词格外多，按对数似然值
words-help-weight = 在这里常见、又只见于少数文本的词
words-help-rank = 周围词语多的词
words-help-company = 在某词附近出现得比偶然更多的词

words-word = 词语
words-about-word = 以首次出现的样子列出；全角半角、大小写、繁体简体不分
words-count = 次数
words-about-count = 在这一部分里出现多少次
words-sources = 文本数
words-about-sources = 这一部分里见于几篇文本
words-per-million = 每百万词
words-about-per-million = 每一百万词里出现多少次
words-dispersion = 离散度
words-about-dispersion = 比例偏差（Gries 2008）：0 为各篇均匀，近 1 为集中在很小的一篇
words-rest = 对照次数
words-about-rest = 在对照部分里出现多少次
words-log-likelihood = 对数似然值
words-about-log-likelihood = G²（Dunning 1993；Rayson 与 Garside 2000）：3.84 以上，偶然的可能不到百分之五；比预期少则为负
words-log-ratio = 对数比
words-about-log-ratio = 频率之比的二进对数（Hardie 2014）：1 为两倍，−1 为一半
words-tf-idf = TF-IDF
words-about-tf-idf = 占这一部分词数之比 × ln((1 + 文本数) / (1 + 含此词的文本数))，以千分计（Salton 与 Buckley 1988）
words-text-rank = TextRank
words-about-text-rank = 相隔不过四词的词之间互相传递的权重（Mihalcea 与 Tarau 2004），平均为 1
words-together = 同现
words-about-together = 在该词附近出现多少次
words-expected = 预期
words-about-expected = 若只凭偶然会有多少次
words-mutual-information = 互信息
words-about-mutual-information = log₂(O/E)（Church 与 Hanks 1990）
words-t-score = t 值
words-about-t-score = (O − E)/√O（Church 等 1991）
words-log-dice = logDice
words-about-log-dice = 14 + log₂(2 O/(f₁ + f₂))（Rychlý 2008），不随文本大小而变

words-lists = 词表…
words-lists-help = 停用词与项目自己的词，存在项目里
words-stop = 停用词，每行一个
words-own = 自己的词，不再切开，每行一个
words-stop-usual = 加入常用停用词
words-lists-save = 保存词表

## 总览。

overview-coming = 正在统计…
overview-none = 这里还没有编码
overview-values = 代码×变量
overview-sequence = 文本中代码的顺序
overview-below = 连同下级
overview-below-help = 编码也计入其上级代码
overview-picture = 图
overview-table = 表
overview-only = 只看{ $name }
overview-everybody = 全部编码者
overview-grid = 总览表
relation-overlaps = 重叠
relation-near = 邻近
relation-sentence = 同句
relation-paragraph = 同段
relation-most = 中间至多相隔的字数
measure-codings = 编码数
measure-quotations = 段落数
measure-characters = 字数

## 可以要求做的事。

action-ask-query = 查找段落…
help-ask-query = 用一条查询找出段落，逐行对齐列出：文字、代码、关系、变量值
action-show-passage = 显示段落
help-show-passage = 到原文里显示一个段落
action-code-passages = 给段落编码
help-code-passages = 一次给许多段落编码
action-list-words = 统计词语
help-list-words = 统计词语：词频、关键词、搭配
action-set-words = 设定词表
help-set-words = 设定统计时略过的停用词，以及项目自己的词
action-show-overview = 显示总览
help-show-overview = 显示代码×文本、个案、变量值或编码者，代码共现，或文本中代码的顺序
action-write-passages = 写出段落
help-write-passages = 把查询给出的段落连同上下文写成表格
action-write-words = 写出词语
help-write-words = 把词语列表写成表格
done-set-words = 设定“{ $what }”的词表
table-by-sequence = 代码顺序
error-no-png = 这个版本的朱批不能画 PNG，没有写出。请写成 SVG，或改用带窗口的版本
error-picture-too-large = 图有 { $width } × { $height } 点，写成 PNG 会大得看不了，没有写出。请写成 SVG 或 XLSX，或用筛选减少代码
command-no-png = 这个版本不能画 PNG
error-no-picture = 只有总览能写成图，没有写出。请写成 XLSX 或 CSV
job-rule = 正在查找规则所编码的段落
found-cell = 正是“{ $row } × { $column }”这一格所统计的
found-cell-lost = 另有 { $count } 处已找不到位置
found-cell-drop = 改为按上面的查询式查找
error-no-overview = 现在没有以表格显示的总览，无格可开。请先显示一个
error-no-cell = 总览里没有第 { $at } 行或列；一共 { $of }
job-ask = 正在查找段落
job-count = 正在统计
command-arg-in = 只统计此查询给出的段落
command-arg-against = 与此查询给出的段落对比（对数似然比）
command-arg-rank = 关键词：tf-idf 或 text-rank
