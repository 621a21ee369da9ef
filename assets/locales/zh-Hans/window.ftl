# The window's panels and dialogs.

window-title = Zhupi 朱批

button-cancel = 取消
button-remove = 移除
button-add = 添加
menu-theme = 主题
menu-language = 语言 · Language
menu-rename = 改名
menu-inspect = 查看
menu-go-to = 转到原处
menu-move-up = 上移
menu-move-down = 下移
menu-remove = 移除…
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
menu-motion = 动效
motion-system = 跟随系统
motion-full = 全部
motion-reduced = 减少
panel-size = 面板大小
history-title = 操作历史
history-start = 最初
language-named = { $name }
coder-now = 编码者：{ $name }
coder-new = 另一位编码者的名字
hovering-files = 拖放项目即打开，拖放文本即添加
count-codings = { $count } 处编码

panel-sources = 文本
panel-codebook = 代码本
panel-board = 下方面板
board-codings = 编码
panel-inspector = 查看
panel-hide = 隐藏“{ $panel }”面板

start-name = 朱批 Zhupi
start-what = 为文本编码的工作台
start-new = 新建项目
start-open = 打开…
start-sample = 打开示例项目
start-recent = 最近的项目
start-recent-empty = 保存过的项目会列在这里
start-seeds = seeds 文件夹里的文本
start-seeds-empty = seeds 文件夹里的文本会列在这里
start-seeds-all = 全部添加
start-drop = 把文本拖到这里，就以它们新建项目

sources-add = 添加文本
sources-empty = 还没有文本。可以添加文件、粘贴文本，或把文件拖进窗口
sources-name = 文本名称
sources-chars = { $count ->
   *[other] { $number } 字
}
sources-hover = 单击阅读，双击改名，拖动排序
sources-remove = 移除文本“{ $name }”？
sources-remove-detail = { $count ->
    [0] 其中的引文和备忘一并移除，撤销可全部恢复
   *[other] 其中的引文、{ $count } 处编码和备忘一并移除，撤销可全部恢复
}

codebook-add = 新建代码
codebook-add-below = 在下级新建代码
codebook-new-name = 新代码
codebook-empty = 还没有代码。选取一段文字后按 Enter，或在这里新建
codebook-name = 代码名称
codebook-fold = 收起“{ $name }”
codebook-unfold = 展开“{ $name }”
codebook-colour = “{ $name }”的颜色
codebook-apply = 给选中的文字编码
codebook-heading = 设为分类标题
codebook-no-heading = 改为可用于编码
codebook-to-top = 移到最上层
codebook-recolour = 选颜色…
codebook-list = 列出其编码
codebook-stick = 用它连续编码
codebook-unstick = 结束连续编码
codebook-move = 移动
codebook-up = 上移
codebook-down = 下移
codebook-in = 归到上一个代码之下
codebook-out = 移出上级
codebook-merge = 合并…
codebook-split = 拆分…
codebook-duplicate = 复制代码
codebook-overlapping = 合并它的重叠引文
codebook-only-these = 只看它们的标记
codebook-alone = 只选这一个
codebook-hover-apply = 单击即用它给选中的文字编码
codebook-hover-inspect = 单击查看；选取文字后单击即编码
codebook-hover-heading = 分类标题：只归类，不用于编码。单击查看
hover-when = 何时用：{ $words }
hover-when-not = 何时不用：{ $words }
codebook-remove = 移除代码“{ $name }”？
codebook-remove-detail = { $count ->
    [0] 它没有用于编码
   *[other] 它的 { $count } 处编码一并移除
}{ $below ->
    [0] 。撤销可全部恢复
   *[other] ，下级 { $below } 个代码上移一层。撤销可全部恢复
}

removal-many = 移除这 { $count } 个代码？
removal-more = 分布在 { $sources } 篇文本里{ $memos ->
    [0] { "" }
   *[other] ，代码上的 { $memos } 条备忘也一并移除
}
removal-gone = { $count } 处编码一并移除
removal-kept = 引文改用另一个代码
removal-hint = 接收这些引文的代码

merging-title = 把几个代码并成一个
merging-into = 保留这一个
merging-hint = 要保留的代码
merging-button = 合并
merging-not = 无法合并：分类标题不能接收引文，代码也不能与自己合并
merging-moves = “{ $name }”：{ $count } 处引文归入{ $once ->
    [0] { "" }
   *[other] ，{ $once } 处原本就有此编码
}{ $below ->
    [0] { "" }
   *[other] ，下级 { $below } 个代码随之移动
}
merging-help = 名称、定义、示例和备忘也一并归入，一次撤销即可全部恢复

splitting-title = 拆分代码“{ $name }”
splitting-coder = 按编码者
splitting-source = 按文本
splitting-hand = 手动：勾选的引文归入新代码
splitting-name = 新代码的名称，或各部分名称的开头
splitting-button = 拆分
splitting-not = 只有一部分，无须拆分
splitting-help = 新代码排在它的下级，一次撤销即可全部恢复
passages-list = 它的引文，按空格勾选

examples-title = “{ $name }”的示例
examples-none = 它还没有引文
examples-pick = 挑选…
examples-drop = 不再作示例
examples-quote = “{ $quote }”

recode-title = “{ $quote }”上的“{ $name }”改用另一代码
recode-here = { $count ->
    [1] 只改这一处
   *[other] 改这 { $count } 处
}
recode-source = 本文的全部（{ $count } 处）
recode-everywhere = 所有文本、所有编码者的全部（{ $count } 处）
recode-mine = 所有文本里我自己的（{ $count } 处）
recode-shown = 当前显示的标记（{ $count } 处）
recode-hint = 改用的代码
recode-field = 改用的代码
recode-keys = Enter 改用 · Alt+↓ 改变范围 · Escape 放弃

here-title = 此处的编码
here-keys = Enter 或数字键转到 · Delete 移除 · { $recode } 改用另一代码

nearby-code = 用“{ $name }”编码
nearby-key = 按键 { $key }
nearby-more = 其他代码

swatch-title = “{ $name }”的颜色
swatch-colour = 颜色

codings-filter = 在编码中查找
codings-only-code = 只看这个代码
codings-any-code = 所有代码
codings-only-shown = 只看当前文本
codings-empty = 还没有编码。选取一段文字，再选一个代码
codings-none = 没有符合条件的编码
codings-coming = 编码还在读取：文本已可阅读和查找，稍后即可编码
codings-quote = 引文
codings-place = 位置
codings-hover = 单击转到原处，按住 Ctrl 单击可标记多处
codings-review = 只看待复核的
codings-remove = { $count ->
    [1] 移除这处编码
   *[other] 移除 { $count } 处编码
}

record-project = 项目
record-coder = 编码者
record-code = 代码
record-variable = 变量
record-case = 个案
record-set = 集合
record-link = 链接
record-query = 查询
record-gloss = 生词释义
record-recipe = 读本方案
record-source = 文本
record-quotation = 引文
record-coding = 编码
record-memo = 备忘
record-conflict = 冲突

inspector-name = 名称
inspector-name-hint = 名称
inspector-aliases = 别名
inspector-aliases-hint = governance，治
inspector-definition = 定义
inspector-definition-hint = 它的含义，什么时候用
inspector-when = 何时用
inspector-when-hint = 遇到……时用
inspector-when-not = 何时不用
inspector-when-not-hint = 遇到……时不用
inspector-examples = 示例

meaning-asks = 只是改了措辞，还是含义变了？
meaning-wording = 只改了措辞
meaning-new = 含义变了，{ $count } 处编码待复核
reviewing-count = { $count } 处编码待复核
reviewing-go = 逐处复核
reviewing-all = 全部仍然合适
reviewing-fits = 仍然合适
reviewing-fits-help = 编码之后，代码“{ $name }”的含义有变。注明此处仍然合适
inspector-key = 按键
inspector-key-hint = 1
inspector-colour = 颜色
inspector-applicable = 可用于编码
inspector-above = 上级
inspector-sources = 文本
inspector-codes = 代码
inspector-codings = 编码
inspector-coders = 编码者
inspector-created = 创建于
inspector-lacking = 缺字形
inspector-added = 添加于
inspector-path = 文件
inspector-characters = 字数
inspector-lines = 行数
inspector-origin = 来自
inspector-encoding = 字符编码
inspector-changes = 改动
inspector-citation = 引用信息
inspector-place = 位置
inspector-line = 行列
change-bom = 去掉了字节顺序标记
change-line-ends = 统一了 { $count } 处换行
change-replaced = { $count } 个字符无法读出，第一处在 { $place }
citation-author = 作者
citation-title = 题名
citation-journal = 出处
citation-year = 年份
citation-pages = 页码
memo-field = 备忘
memo-field-hint = 关于它，你想记住什么

quotation-unsure = 标记之后原文有改动，当时记下的是：
quotation-lost = 这段引文已经找不到，当时记下的是：
quotation-uncode = 移除代码“{ $name }”的编码
quotation-more = 编码“{ $name }”的更多操作
quotation-recode = 改用另一代码…
quotation-example = 设为该代码的示例
quotation-no-example = 不再作该代码的示例

search-hint = 词语、"原样词语"或 /正则式/
search-field = 在所有文本里查找
search-at = 第 { $at } 处，共 { $all } 处
search-count = 共 { $all } 处
search-code-all = 全部编码…
search-code-name = 代码名称
search-close = 关闭查找

status-codings = 编码 { $here } / { $count }
status-coming = 编码读取中…
status-caret = 位置 { $at }
status-selected = { $start }–{ $end } · { $count } 字
status-changed = ● 尚未保存
status-saved = 已保存
status-new = 没有要保存的改动
status-sticky = 连续编码：{ $name }
status-sticky-help = 选取的文字都用它编码。按 Escape 或单击此处结束
status-waiting = { $count } 篇文本待添加
job-cancel = 停止

level-done = 完成
level-hint = 提示
level-warning = 注意
level-error = 没有做成
toast-more = 另有 { $count } 条提示，全部收起

question-unsaved = 先保存“{ $name }”的改动吗？
question-unsaved-detail = 不保存的话，上次保存之后所做的改动都会丢失
question-save = 保存
question-discard = 不保存
question-overwrite = “{ $name }”打开之后在磁盘上被改动过
question-overwrite-detail = 合并会先给你看那边做了什么，再并进来；替换时，磁盘上的那一版会留在旁边备份
question-replace = 替换
question-elsewhere = 存到别处…
question-resembles = 已有十分相近的代码“{ $name }”
question-resembles-detail = 比较名称时不分全角半角、大小写、空格和繁简
question-use-old = 用已有的
question-make-new = 另建新代码

about-open = 关于朱批
about-help = 朱批是什么

palette-hint = 键入想做的事
palette-field = 命令
palette-none = 没有这样的命令

quick-hint = 代码名称，也可以是新的
quick-field = 给选中文字的代码
quick-new = 新建代码“{ $name }”

prompt-code = 新建代码
prompt-text = 添加文本
prompt-body = 正文
button-close = 关闭

keys-title = 键盘快捷键
keys-filter = 查找命令或按键
keys-detail = “更改”以一个新按键取代命令原有的按键
keys-press = 请按下“{ $action }”的新按键，Escape 取消
keys-clash = { $key } 已用于“{ $action }”
keys-take = 改用于此
keys-change = 更改
keys-change-of = 更改“{ $action }”的按键
keys-free = 清除“{ $action }”的按键

path-open = 打开项目
path-save = 保存项目
path-folder = 把项目存成文件夹
path-copy = 写一份给别人
handed-name = 副本
handed-title = 给别人一份
handed-help = 交回来后在这里合并，当初没给的内容不会当成删掉的
handed-blind = 不含别人的编码和备忘
handed-to = 保留这位编码者自己的
handed-to-nobody = 谁的都不留
handed-without-memos = 不含备忘
handed-without-texts = 不含文本和引文的文字
handed-hide-names = 隐去编码者和个案的名字
handed-hide = 要隐去的词，一行一个；写“词=代称”可指定代称
handed-give = 选择存放处…
path-sources = 添加文件，或添加文件夹里的全部文本
path-codebook = 要导入的代码本
path-export = 导出到
path-field = 路径
path-open-button = 打开

waiting-title = { $count ->
    [1] 添加这篇文本？
   *[other] 添加这 { $count } 篇文本？
}
waiting-cleaning = 文本里像有书页留下的痕迹。只改这里勾选的，改动都列在下面
waiting-column = 文本取自哪一列
cleaning-before = 整理前
cleaning-after = 整理后
cleaning-nothing = 没有改动
clean-join = 接上断句
clean-blanks = 换行留下的空格
clean-heads = 书眉、页码
clean-move-notes = 脚注移到文末
clean-mark-notes = 只标出脚注
clean-hyphens = 软连字符
clean-punctuation = 中文标点
clean-tail = 文末外文
waiting-detail = 字符编码是推测的。如果预览是乱码，请换一种
waiting-encoding = “{ $name }”的字符编码
waiting-add = { $count ->
    [1] 添加这篇文本
   *[other] 添加 { $count } 篇文本
}
waiting-drop = 不添加
waiting-replaced = 这样读取有 { $count } 个字符无法读出
encoding-utf-8 = Unicode
encoding-utf-16le = Unicode
encoding-utf-16be = Unicode
encoding-gb18030 = 简体中文
encoding-big5 = 繁体中文
encoding-shift-jis = 日文
encoding-euc-jp = 日文
encoding-iso-2022-jp = 日文
encoding-euc-kr = 韩文
encoding-windows-1252 = 西欧文字

export-title = 导出
export-group-page = 供阅读和统计
export-group-project = 整个项目，供其他程序使用
export-group-codings = 编码后的文本，供标注工具和训练使用
export-group-codebook = 单独的代码本
export-bom = 带字节顺序标记
export-bom-help = Excel 要有它才能正确显示中文

about-version = 版本 { $version }
about-what = 为文本编码的工作台：阅读、标记、编码，项目是可以互换的纯文本
about-licence = MIT 或 Apache-2.0 许可
about-fonts = 附带 Noto 字体，SIL 开放字体许可 1.1

typesetting-title = 版式
typesetting-size = 字号（点）
typesetting-measure = 每行字数
typesetting-leading = 行高（%）
typesetting-indent = 段首缩进（字）
typesetting-numbers = 正文旁的编号
typesetting-numbers-none = 不编号
typesetting-numbers-paragraphs = 段落编号
typesetting-numbers-lines = 段落与行编号
typesetting-usual = 恢复默认

menu-marks = 标记
menu-boards = 下方显示
marks-all = 显示全部标记
marks-mine = 只看我的（{ $name }）
marks-only-by = 只看{ $name }的
marks-only-set = 只看集合“{ $name }”
marks-compare = 对照{ $first }与{ $second }
marks-by = 只显示{ $names }的标记
marks-with = 只显示{ $names }的标记
marks-in-set = 只显示集合“{ $name }”的标记
marks-compared = 线在字下的是{ $first }，线在字上的是{ $second }
codebook-only = 只看它的标记
typesetting-pinyin = 指到的词显示拼音
typesetting-font-han = 汉字字体
typesetting-font-kana = 假名字体
typesetting-font-hangul = 谚文字体
typesetting-font-latin = 西文字体
typesetting-font-own = 自带字体
typesetting-font-listing = 正在查找字体…
board-memos = 备忘
board-cases = 个案
memos-filter = 在备忘中查找
memos-on = 写在
memos-changed = 修改时间
memos-empty = 还没有备忘。查看任何一项，就可以在那里写
memos-none = 没有符合条件的备忘
cases-rows-cases = 个案
cases-rows-sources = 文本
cases-new = 新个案
cases-new-variable = 新变量
cases-variable-name = 变量名称
cases-empty = 还没有个案。在上方键入名称，或导入表格
cases-no-sources = 还没有文本
cases-value = { $variable }
cases-members = 其中有
cases-put-in = 放入文本
cases-take-out = 移出{ $record }
kind-text = 文字
kind-number = 整数
kind-flag = 是或否
kind-date = 日期
relations-mentions = 备忘中提到
relations-mentioned = 提到它的备忘写在
relations-nowhere = 这里没有叫“{ $name }”的
relations-links = 链接
relations-remove-link = 删除链接“{ $name }”
relations-copy-link = 复制链接
relations-begin-link = 建立链接…
relations-from = 链接起点：{ $record }
relations-choose-end = 现在转到链接要指向的地方
relations-link-name = 链接说明什么
relations-directed = 只有这一个方向
relations-end-link = 链接到这里
relations-no-set = 集合
relations-sets = 集合：{ $names }
relations-new-set = 新集合
path-values = 要导入的变量值表格
flag-yes = 是
flag-no = 否
