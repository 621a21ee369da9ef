# 已编码文本的修改：手工编辑与换用新版。

action-edit-text = 编辑正文…
help-edit-text = 手工修改当前文本的正文，其中的引文随之准确移动
action-replace-text = 换用新版…
help-replace-text = 用新版替换正文：引文跟随原来的文字，有变动的先列出来看
action-mend-source = 整理正文…
help-mend-source = 整理项目里已有的正文：接上断句，去掉书眉页码和多余空格，移走脚注；先对照查看，引文随文字移动
action-set-mending = 选择整理步骤
help-set-mending = 查看其他步骤会改动哪些地方
action-decide-replaced = 决定引文在新版中的去留
help-decide-replaced = 决定一处引文在新版中怎么办：用找到的、另选位置、不再保留，或者留待以后
action-apply-replace = 换成新版
help-apply-replace = 用显示的新版替换正文，一步完成

command-edit = 把文本的一段换成别的文字，引文随之准确移动
command-replace = 用新版替换文本的正文并保存，列出文字有变的引文；有这样的引文时退出码为 1
command-clean = 整理项目里已有的文本并保存，引文随文字移动
command-arg-cleaned = 文本的名称
command-arg-preview-cleaned = 只列出每处改动，不改动正文
command-arg-edited = 哪个文本
command-arg-edit-range = 从第几个字符到第几个字符；120..120 表示在第 120 个字符之前插入
command-arg-put = 换成的文字；省略则删去
command-arg-edition = 新版的文件
command-arg-trial = 只列出，不改动
command-bad-edit-range = 请写成“起..止”，按字符计，不含止处，例如 120..122；插入写 120..120

path-edition = 这个文本的新版

job-replace = 正在新版中寻找引文
done-edit-text = 编辑“{ $what }”的正文
done-replace-text = 替换“{ $what }”的正文
lacking-edits = 修改的内容
error-same-text = { $path } 与现有的正文相同，什么都没有改动
error-no-edition = 没有正在查看的新版
error-clean = 这些步骤对 { $name } 没有改动
error-nothing-to-decide = 这里没有可以这样决定的引文
notice-edited-gone = 有 { $count } 处引文的文字全部删去了，标为丢失保留下来；撤销即可恢复
notice-replaced-text = 已替换“{ $name }”的正文。引文：{ $same } 处未变，{ $edited } 处有改动，{ $scattered } 处分散，{ $gone } 处消失；其中 { $decided } 处已经决定。撤销可全部恢复
notice-replaced-open = 还有 { $count } 处引文待看，内容都没有丢
hint-stray = 检查项目可以列出它们；选中正确的文字，再把选区设为引文的范围

fate-same = 未变
fate-edited = 有改动
fate-scattered = 分散
fate-gone = 消失

edition-title = “{ $name }” → { $file }
edition-title-cleaned = “{ $name }” 整理后
mending-title = 整理“{ $name }”
mending-detail = 请选择要整理的内容；引文随文字移动，撤销一次即可全部恢复
mending-nothing = 没有可以整理的地方
mending-apply = 整理
edition-all-same = 所有引文在新版中一字未变
edition-encoding = 新版的编码
edition-before = 原来
edition-after = 新版中：选中文字，可以另选引文的位置
edition-keep = 用找到的
edition-at = 改用选中的文字
edition-let-go = 不再保留
edition-open = 留待以后
edition-keep-all = 找到的都用
edition-earlier = 往前
edition-later = 往后
edition-find = 在新版中查找
edition-left = 还有 { $count } 处未定：会连同原来的文字标记着，等人决定
edition-apply = 替换正文
edition-decided-open = 未定
edition-decided-keep = 采用
edition-decided-at = 另选位置
edition-decided-let-go = 不保留

editor-title = 编辑“{ $name }”的正文
editor-text = 正文
editor-before = 上面再取一段
editor-behind = 下面再取一段
editor-quotations = { $count ->
    [0] 这里没有引文
   *[other] 这里有 { $count } 处引文；在边上输入的不算在内，在中间输入的算在内
}
editor-gone = 有 { $count } 处引文的文字将全部删去，会标为丢失保留下来
editor-apply = 确定
editor-apply-gone = 确定（{ $count } 处引文将丢失）
edition-keys = J、K：下一处、上一处 · 1：用找到的 · 2：用选中的文字 · 3：不再保留 · 0：留待以后
error-empty-edition = { $path } 是空的，正文保持不变
