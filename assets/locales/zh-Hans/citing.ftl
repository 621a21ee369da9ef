# 文本的引用信息。

citation-volume = 卷
citation-issue = 期
citation-publisher = 出版者
citation-doi = DOI
citation-url = 网址
citation-licence = 许可
