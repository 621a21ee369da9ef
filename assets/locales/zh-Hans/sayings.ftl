# What the program says: notices, errors, hints, jobs, history.

project-unnamed = 未命名项目
coder-unnamed = 未署名

notice-sample = 这是示例项目的副本。想留住改动，请另存为自己的文件
notice-saved = 已保存 { $path }
notice-exported = 已导出 { $path }
notice-added = 已添加 { $count } 篇文本
notice-coded = 已编码 { $count } 处
notice-review = 先前的 { $count } 处编码待复核
notice-code-like = 新代码“{ $name }”与已有的“{ $old }”十分相近；如含义相同，可以合并
notice-code-made = 原先没有名为“{ $name }”的代码，已新建
notice-coder-made = 原先没有名为“{ $name }”的编码者，已添加
notice-guessed = { $path } 按 { $encoding } 读取，这是推测
notice-replaced = “{ $name }”中有 { $count } 个字符无法读出，以 � 代替
notice-stopped = 已停止，没有添加任何内容
notice-sound = 项目完好
notice-more-warnings = 同类情况还有 { $count } 处

hint-other-encoding = 请换一种字符编码重新添加这篇文本
hint-save-as = 请另存为其他名字，所做的一切都还在
hint-check = 用“检查项目”可以看到每一处
hint-backup = 磁盘上的文件没有动过，旧版本就在它旁边
hint-plain-text = 请在原来的程序里另存为纯文本，再来添加
hint-list-codes = 代码本里列有现有的代码
hint-list-sources = 文本列表里有现有的名称
hint-free-key = 请先在那里松开这个键，或另选一个

error-no-project = 没有打开的项目
error-nothing-shown = 没有显示文本
error-nothing-selected = 请先选取一段文字
error-no-source = 没有名为“{ $name }”的文本
error-no-code = 没有名为“{ $name }”的代码
error-many-codes = 有好几个代码都叫“{ $name }”，请用编号指明
error-no-variable = 没有名为“{ $name }”的变量
error-bad-value = “{ $value }”不是变量“{ $variable }”的值
error-bad-colour = “{ $colour }”不是颜色，请写成 #C8402F 的样子
error-bad-key = “{ $key }”不是按键
error-key-taken = { $key } 已用于“{ $action }”
error-no-action = 没有名为 { $name } 的命令
error-no-encoding = 朱批不认识“{ $name }”这种字符编码
error-no-format = { $name }：从扩展名看不出格式，请用 csv、json、md 或 html
error-missing = 还缺一项：{ $what }
error-not-found = 没有找到“{ $query }”
error-exists = { $path } 已经存在，什么都没有改动
error-changed-on-disk = { $path } 打开之后被别人改动过，这次没有保存
error-gone = { $what } 已不在项目里
error-nameless = 名称不能为空
error-name-taken = 这里已经有“{ $name }”了
error-not-applicable = “{ $name }”是分类标题，不能用来编码
error-range = 范围 { $start }..{ $end } 超出“{ $name }”，它共有 { $len } 个字符
error-under-itself = “{ $name }”不能移到自己下面
error-not-its-own = 这处引文没有用“{ $name }”编码，不能作它的示例
error-code-key-taken = 按键 { $key } 已用于代码“{ $name }”
error-nothing = 没有可改动的内容
error-rule = 没有改动，否则项目会出错：{ $why }
error-search = 正则式第 { $at } 个字符处看不懂：{ $why }
error-empty-file = { $path } 是空文件，没有添加
error-binary = { $path } 是{ $kind }，不是纯文本，没有添加
error-export = 没有导出：{ $why }
error-script = 脚本第 { $line } 行第 { $column } 列看不懂：{ $why }

kind-word = Word 文档
kind-spreadsheet = 电子表格
kind-slides = 演示文稿
kind-open-document = OpenDocument 文档
kind-old-office = 旧版 Office 文件
kind-epub = 电子书
kind-qdpx = REFI-QDA 项目
kind-pdf = PDF
kind-picture = 图片
kind-recording = 录音录像
kind-database = 数据库
kind-archive = 压缩包
kind-program = 程序
kind-unknown = 二进制文件

job-open = 正在打开项目
job-save = 正在保存
job-load = 正在读取文本
job-export = 正在导出
job-pick = 正在选择
job-words = 正在载入词典

done-add-source = 添加“{ $what }”{ $count ->
    [1] { "" }
   *[other] 等 { $count } 篇
}
done-rename-source = 文本改名为“{ $what }”
done-move-source = 移动“{ $what }”
done-remove-source = 移除“{ $what }”
done-add-code = 新建代码“{ $what }”
done-rename-code = 代码改名为“{ $what }”
done-alias-code = “{ $what }”的别名
done-recolour-code = “{ $what }”换颜色
done-set-code-key = “{ $what }”的按键
done-define-code = “{ $what }”的定义
done-set-code-example = “{ $what }”的示例
done-review-codings = 复核“{ $what }”
done-set-members = “{ $what }”的成员
done-set-code-applicable = “{ $what }”可否编码
done-move-code = 移动代码“{ $what }”
done-remove-code = 移除代码“{ $what }”
done-merge-codes = 并入代码“{ $what }”
done-split-code = 拆分代码“{ $what }”
done-duplicate-code = 复制代码“{ $what }”
done-code-passage = 编码“{ $what }”{ $count ->
    [1] { "" }
   *[other] { " " }{ $count } 处
}
done-uncode = 移除编码“{ $what }”
done-recode = 改用代码“{ $what }”
done-resize-quotation = 移动引文边界
done-write-memo = 备忘“{ $what }”
done-remove-memo = 移除备忘
done-add-coder = 添加编码者“{ $what }”
done-add-case = 新建个案“{ $what }”
done-add-variable = 新建变量“{ $what }”
done-set-value = “{ $what }”的值
done-add-set = 新建集合“{ $what }”
done-add-link = 新建链接“{ $what }”
done-rename = 改名为“{ $what }”
done-remove = 移除 { $what }

error-no-coder = 没有名为“{ $name }”的编码者
error-no-case = 没有名为“{ $name }”的个案
error-no-set = 没有名为“{ $name }”的集合
error-not-two-coders = 对照需要两位不同的编码者
error-no-coding = 没有编号为 { $name } 的编码

finding-level-error = 错误
finding-level-warning = 提醒
finding-unread-line = 文件里有一部分读不懂，已原样留存并会写回：{ $what }
finding-lost-quotation = 在 { $place } 没有再找到引文“{ $what }”
finding-unsure-quotation = 引文“{ $what }”在 { $place } 只找到相近的文字
finding-blank-edge = 引文“{ $what }”首尾有空白，{ $place }
finding-duplicate-coding = 同一编码者给同一段落用了两次同一代码：{ $what }，{ $place }
finding-coded-heading = 分类标题“{ $what }”被用来编码，{ $place }
finding-same-code-name = 同一层有两个代码都叫“{ $what }”
finding-same-key = 两个代码共用按键 { $what }
finding-same-source-name = 有两篇文本都叫“{ $what }”
finding-same-coder-name = 有两位编码者都叫“{ $what }”
finding-changed-text = { $place } 的文字已不是当初编码时的样子


export-codebook = 代码本
export-quotations = 引文
export-sources = 文本
export-codings = 编码
export-coders = 编码者
export-memo = 备忘
export-lost = 没有再找到
export-unsure = 只找到相近的文字

notice-no-backup = 原来的文件没能留作备份：{ $why }

loading-missing = { $path } 不在了，是移走或改名了吗
loading-folder = { $path } 是文件夹，请选择其中的文件
loading-no-file = { $path } 不是普通文件，没有读取
loading-denied = 没有权限读取 { $path }，请向它的主人索取
loading-too-large = { $path } 有 { $bytes } 字节，最多能读 { $limit } 字节
loading-failed = { $path } 无法读取（{ $why }）

saving-no-folder = { $path } 没有保存：所在的文件夹不存在。请另存为其他名字
saving-folder = { $path } 是文件夹，请换一个名字保存
saving-no-file = { $path } 不是普通文件，请另存为其他名字
saving-read-only = { $path } 没有保存：文件或所在文件夹不可写。文件还是原样，请另存为其他名字
saving-full = { $path } 没有保存：磁盘已满。文件还是原样，请腾出空间再存，或存到别处
saving-failed = { $path } 没有保存（{ $why }）。文件还是原样，请再试一次或存到别处

reading-empty = { $path } 不能作为项目打开：它是空的
reading-no-project = { $path } 不能作为项目打开：第 { $line } 行第 { $column } 列应以 Zhupi( 开头，却是 { $found }。若是文本，请用“添加文本”
reading-nothing = { $path } 不能作为项目打开：在第 { $line } 行第 { $column } 列就出了错，什么都没读到

warning-newer-format = 这个项目用的是格式 { $format }，本版本只认识格式 { $known }。不认识的内容会原样留存并写回，要看全请用新版本
warning-truncated = 文件在第 { $line } 行第 { $column } 列中断，之前的内容都已读取。若有缺失，请看备份
warning-bad-bytes = 第 { $line } 行第 { $column } 列起有不合 UTF-8 的字节，共 { $count } 处以 � 代替
warning-bad-record = { $section } 中第 { $line } 行第 { $column } 列读不懂：{ $what }。原文另存一处，保存时写回
warning-unclosed = { $section } 到第 { $line } 行第 { $column } 列还没有收尾，读到了那里为止
warning-merge-markers = 文件里有 git 的冲突标记，最早在第 { $line } 行。两边的记录都已读取
warning-unknown-field = { $section } 里的字段 { $field }（最早在第 { $line } 行）本版本不认识，共 { $count } 处，均已留存并会写回
warning-duplicate-id = 第 { $line } 行：{ $record } 前面已有，内容不同。以前一条为准，这一条另存一处，保存时写回
warning-no-head = 项目自己的那一行缺失或有误，其余都已读取，请给项目起个名字
warning-missing-coder = 第 { $line } 行：这些工作的编码者不在名单里，暂记在“{ $name }”名下
warning-nameless = 第 { $line } 行：{ $record } 没有名称，暂称“{ $name }”
warning-cycle = 第 { $line } 行：代码“{ $name }”成了自己的上级，已移到最上层，请放回应在的位置
warning-missing-target = 文件里没有 { $record }，却有 { $count } 处指向它，最早在第 { $line } 行。指向它的内容另存一处，保存时写回
warning-part-dropped = 第 { $line } 行：{ $what } 与 { $record } 不合。这一部分另存一处，保存时写回，其余已读取
warning-broken-rule = 第 { $line } 行：{ $what }。这条记录另存一处，保存时写回
warning-range-past-end = 第 { $line } 行：“{ $name }”里有引文止于第 { $end } 个字符，而全文只有 { $len } 个。已按原话寻找
warning-text-edited = 第 { $line } 行：“{ $name }”的文字在朱批之外改动过。其中引文已按原话重新定位：{ $exact } 处未动，{ $moved } 处移动，{ $unsure } 处待查，{ $lost } 处未找到。什么都没有删除
warning-restored = 先前读不懂的记录现已读出并归位，共 { $count } 条
warning-quotes-differ = 第 { $line } 行：“{ $name }”里有引文与所在位置的文字不符：{ $moved } 处移动，{ $unsure } 处待查，{ $lost } 处未找到。什么都没有删除

rule-record-named = { $kind }“{ $name }”
rule-record-numbered = { $kind } { $id }
rule-missing = { $by } 指向{ $of }，后者不存在
rule-nameless = { $by } 没有名称
rule-empty = { $by } 是空的
rule-cycle = { $by } 在代码树里成了自己的上级
rule-range = { $by } 超出所在文本的末尾
rule-nothing = { $by } 没有标出任何文字
rule-misplaced = { $by } 里不能放{ $of }
rule-wrong-kind = { $by } 的值与{ $of }的类型不符

pattern-group-unclosed = 有 ( 没有对应的 )
pattern-group-unopened = 有 ) 前面没有对应的 (
pattern-group-name = 分组的名称缺失、写法不对或重复
pattern-class-unclosed = 有 [ 没有对应的 ]
pattern-class-range = [ ] 里的范围要从一个字符到排在它后面的另一个字符
pattern-class-unknown = 没有这样的字符类
pattern-count = { "{ }" } 里的次数应写成 { "{3}" }、{ "{3,}" } 或 { "{3,5}" }
pattern-nothing-to-repeat = 前面没有可以重复的内容
pattern-escape = \ 后面的写法在这里没有意义
pattern-flags = (? 后面的写法在这里没有意义
pattern-back-reference = 正则式不能引用前面的分组
pattern-look-around = 正则式不能向前或向后看
pattern-too-deep = 括号套得太深
pattern-too-large = 太大了，无法用来查找
pattern-invalid = 不是合格的正则式

lacking-path = 路径
lacking-format = 格式
lacking-code = 代码
lacking-name = 名称
lacking-action = 命令
lacking-waiting = 这个序号的待添加文件

ron-sign = 这里应有 { $sign }
ron-end = 文件在这里就结束了
ron-more = 后面还有多余的内容
ron-words = 这里应是引号里的文字
ron-quote = 引号没有结束
ron-flag = 这里应是 true 或 false
ron-number = 这里应是整数
ron-name = 这里应是名称
ron-stray = “{ $found }”不该出现在这里
ron-escape = \ 后面的写法在这里没有意义
ron-comment = 注释没有结束
ron-deep = 套得太深
ron-instead = 这里应是 { $wanted }，而不是 { $found }
ron-unknown = 没有 { $found } 这样的名称
ron-unknown-alike = 没有 { $found }，是不是想写 { $likest }？
ron-lacking = { $record } 里缺少 { $field }
ron-twice = { $field } 在 { $record } 里写了两次
ron-other = { $why }

malformed-not-closed = 括号或引号没有结束
malformed-no-number = 不是整数
malformed-no-part = 这里应是 codes: […] 这样的部分
malformed-no-list = 这里应是 [ ] 里的列表
malformed-no-group = 这里应是 ( ) 里的一组
malformed-no-work = 这里应是 codings 这样的列表
malformed-behind-the-end = 它写在项目结尾之后
malformed-missing = 缺少字段 { $field }
malformed-unfit = 字段 { $field } 应是{ $wanted }
malformed-field = 字段 { $field }：{ $why }

wanted-words = 引号里的文字
wanted-number = 从 0 起的整数
wanted-flag = true 或 false
wanted-time = "2026-11-22T08:30:00Z" 这样的时间
wanted-colour = "#C8402F" 这样的颜色
wanted-fingerprint = 64 位十六进制数字
wanted-id = 编号
wanted-kind = Text、Number、Flag 或 Date
wanted-value = Text("…")、Number(1)、Flag(true) 或 Date("…") 这样的值
wanted-record = Project 或 Source("…") 这样的记录
wanted-verdict = Unsure(start: …, end: …) 或 Lost(start: …, end: …)
wanted-several-words = 一列引号里的文字
wanted-records = Source("…") 这样的一列记录
wanted-values = 从变量到值的对照
cited-words = “{ $quote }”（{ $source }，{ $start }–{ $end }）
