# The command line.

command-about = 朱批 Zhupi：给文本编码的工作台。不带命令时打开窗口
command-usage = 用法：
command-commands = 命令
command-options = 选项
command-actions = 各项操作及其在 `zhupi run` 脚本（RON 列表）里的写法，方括号内是窗口中的按键：
command-exit-codes = 退出码：0 完成，1 答案为否（项目有误、没有找到），2 命令看不懂，3 未能完成
command-no-window = 这个版本不带窗口，可用的命令见 --help

command-new = 新建项目
command-add = 把文件添加为文本
command-code = 给一段文字或查找结果编码
command-uncode = 移除编码
command-run = 执行脚本里的操作，然后保存
command-codes = 列出代码本和编码次数
command-sources = 列出文本及其字数和编码数
command-codings = 列出编码
command-find = 在所有文本里查找
command-check = 指出一切有问题的地方
command-export = 把编码写成别的格式

command-arg-project = 项目文件
command-arg-files = 文本文件，或装有文本的文件夹
command-arg-script = 由操作组成的 RON 列表
command-arg-query = 词语、"原样词语"或 /正则式/
command-arg-output = 要写入的文件
command-arg-name = 名称
command-arg-coder = 编码者的名字，没有则添加
command-arg-encoding = 文件的字符编码，如 gb18030，不写则推测
command-arg-code = 代码的名称、别名或编号，没有则新建
command-arg-coding = 编码的编号
command-arg-find = 要查找的内容：词语、"原样词语"或 /正则式/
command-arg-all = 每一处，而不只是第一处
command-arg-source = 文本的名称或编号
command-arg-range = 按码点计，含头不含尾，如 120..156
command-arg-json = 用 JSON 回答
command-arg-format = 格式，不写则看 OUT 的扩展名
command-arg-bom = CSV 开头加字节序标记，供 Excel 使用
command-arg-help = 说明可用的写法
command-arg-version = 说明版本
