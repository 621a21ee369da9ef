change-insertions = 接受了 { $count } 处修订插入
change-deletions = 执行了 { $count } 处修订删除
change-comments = 略去 { $count } 条批注
change-notes = { $count } 条脚注、尾注移到文末
change-pictures = 略去 { $count } 张图片
change-heads = 略去 { $count } 处页眉页脚
change-list-numbers = 略去 { $count } 个自动编号
change-hidden = 略去 { $count } 处隐藏文字
change-readings = 略去 { $count } 处注音
change-symbols = 略去 { $count } 个符号字体的符号
change-boxes = { $count } 个文本框移到所在段落之后
change-rows = { $count } 行表格以制表符分列
change-navigation = 略去正文以外的 { $count } 个部分（菜单、边栏等）
change-clean-join = 接上 { $count } 处被换行、换页打断的句子
change-clean-blanks = 删去换行留下的 { $count } 个空格
change-clean-heads = 删去 { $count } 处书眉、页码
change-clean-move-notes = { $count } 条脚注移到文末，统一编号
change-clean-mark-notes = 标出 { $count } 条脚注
change-clean-hyphens = 删去 { $count } 个软连字符
change-clean-punctuation = { $count } 个标点统一为中文全角
change-clean-tail = 截去文末外文 { $count } 段
notice-changed = “{ $name }”：{ $changes }
notice-suggested = { $path } 像是从书页上取下来的，可以整理：{ $found }。现已原样添加
hint-clean = 可以先撤销，再用 --clean suggested 添加；加上 --preview 先看改动
error-text-broken = { $path } 读不出来：文件有缺失或损坏。没有添加，请用原来的程序打开，重新保存
error-text-too-large = { $path } 太大，或解开后太大，读不下。没有添加，请只把文字另存后再添加
error-text-locked = { $path } 设了密码。没有添加，请去掉密码保存后再添加
error-text-old = { $path } 是旧版办公软件的文件（如 .doc）。没有添加，请另存为 .docx 再添加
error-text-no-document = { $path } 是压缩包，里面没有文档。没有添加，请解压后添加其中的文本
error-text-empty = { $path } 里没有文字。没有添加
error-text-xml = { $path } 读不出来：{ $part } 中{ $why }。没有添加，请用原来的程序打开，重新保存
error-no-step = 没有“{ $name }”这个整理步骤。可用的有：suggested、all、{ $known }
change-cue-names = 略去 { $count } 条字幕的名称
change-cue-tags = 略去 { $count } 处字幕的样式、位置
error-text-no-cues = { $path } 名为字幕，却没有一行时间（如 00:00:01,000 --> 00:00:04,000）。没有添加；若要原样添加，请把后缀改为 .txt
change-text-column = 文本取自“{ $count }”列
change-empty-rows = 略去没有文本的 { $count } 行
error-text-no-column = { $path } 没有名为“{ $name }”的列；有 { $columns }。没有添加
notice-columns = { $path }：{ $count } 行各成一篇文本，取自“{ $text }”列，其余各列作变量值。换一列请用 --text-column
notice-columns-named = { $path }：{ $count } 行各成一篇文本，取自“{ $text }”列，以“{ $called }”列命名，其余各列作变量值。换一列请用 --text-column
change-unreadable = { $count } 个字符文件没有说明是什么字
error-pdf-not-built = { $path } 没有读取：这个版本不能读 PDF。没有添加，请在 PDF 阅读器里复制文字再添加
error-pdf-too-much = { $path } 没有读取：它费的时间或内存太多。没有添加，请分几份保存，或复制文字再添加
error-pdf-broken = { $path } 不能当作 PDF 读取：文件有损坏，或写法不认识。没有添加，请重新打印成 PDF，或复制文字再添加
error-pdf-pictures = { $path } 里没有文字：{ $count } 页都是图片。没有添加，请先识别文字（OCR）再添加
changes-between = ；
notice-columns-cases = { $path }：{ $count } 行各成一个个案，其余各列作变量值，“{ $text }”列是各个案的文本。换一列请用 --text-column，列名留空则不要文本
notice-columns-only-cases = { $path }：{ $count } 行各成一个个案，各列作变量值，没有文本列。若有文本列，请用 --text-column 指明
notice-added-cases = 已添加 { $count } 个个案及其变量值
done-add-cases = { $count ->
    [1] 添加个案“{ $what }”
   *[other] 添加 { $count } 个个案
}
action-set-rows = 选择各行作什么
help-set-rows = 指定等待添加的表格里，各行作文本还是作个案
command-arg-rows-as = 表格的各行作什么：sources 作文本，cases 作个案，各列作变量值，有文本的另成文本
waiting-rows = 每一行作
waiting-rows-sources = 文本，带变量值
waiting-rows-cases = 个案，带变量值
waiting-column-none = 没有
waiting-title-cases = { $count ->
    [1] 添加这个个案？
   *[other] 添加这 { $count } 个个案？
}
waiting-add-cases = { $count ->
    [1] 添加这个个案
   *[other] 添加 { $count } 个个案
}
dropped-table = { $name } 里是什么？
dropped-texts = 各行是新的文本或个案
dropped-values-cases = 个案的变量值，按个案名对应
dropped-values-sources = 已有文本的变量值，按文本名对应
error-dictionary-empty = { $path } 是空文件，没有读入词典
error-dictionary-binary = { $path } 是{ $kind }，不是文本。没有读入词典，请另存为 CSV 或制表符分隔的文本再读入
error-dictionary-too-large = { $path } 超过 64 MB，或词条超过一百万。没有读入词典，请只取其中一部分
error-dictionary-no-entries = { $path } 里没有词。没有读入词典；每行应有一个词，如 CC-CEDICT，或是词单独成列的表格
notice-dictionary-unread = { $path }：读入 { $entries } 个词条，略去 { $count } 行。最先略去的：{ $first }
flaw-form = 第 { $line } 行不成词条
flaw-no-word = 第 { $line } 行没有词
flaw-too-long = 第 { $line } 行太长
