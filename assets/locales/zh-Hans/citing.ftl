# 文本的引用信息。

citation-volume = 卷
citation-issue = 期
citation-publisher = 出版者
citation-doi = DOI
citation-url = 网址
citation-licence = 许可

action-cite-source = 引用信息…
help-cite-source = 填写当前文本的引用信息：作者、题名、出处、年份、页码、许可等
done-cite-source = 修改“{ $what }”的引用信息
lacking-citation = 引用信息
error-part-name = “{ $name }”不能用作引用信息的项目名；项目名是一个词，例如 issn 1000-0000

citing-title = “{ $name }”的引用信息
citing-authors = 作者，每行一位
citing-others = 其他，每行一项：先写项目名，再写内容
citing-others-hint = issn 1000-0000
citing-line = 参考文献格式
citing-line-empty = 还没有填写
citing-apply = 保存

command-cite = 填写文本的引用信息；什么都不给则显示，不指明文本则每个文本一行
command-arg-cited = 哪个文本
command-arg-authors = 作者，每位一次，按次序
command-arg-part = 其他项目，例如 issn=1000-0000；不写内容则去掉该项
command-arg-uncite = 去掉原有的引用信息
