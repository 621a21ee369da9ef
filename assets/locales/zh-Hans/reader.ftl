# 阅读页

reader-empty = 还没有可读的文本
reader-empty-how = 把文本拖到窗口里，或在这里添加
reader-add-files = 添加文件…
reader-add-text = 粘贴文本…
reader-choose = 请在左侧选择一篇文本
reader-chars = { $count ->
   *[other] { $number } 字
}
reader-codings = { $count ->
    [0] 尚未编码
   *[other] { $count } 处编码
}
reader-cut = 这里的编码太多，没有全部画出来。
reader-more = 另有 { $count } 条
reader-click-again = 再次点击查看下一条
reader-nothing-here = 此处没有编码
reader-codings-here = 此处的编码
reader-go-to = 转到该编码
reader-memo = 写备忘录…
reader-uncode = 移除该编码
reader-recode = 改用另一代码…
reader-stick = 用它连续编码
reader-passage = 已编码 { $codes }：“{ $quote }”
reader-by = { $code }（{ $coder }）
reader-between = 、
reader-coded-here = 已编码 { $codes }
reader-bar = 滚动条
reader-strip = 全文概览
