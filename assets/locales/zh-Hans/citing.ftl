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
citing-journal = 出处：期刊、书或网站
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

format-ris = 引用信息 RIS
format-help-ris = 每个文本的引用信息，供图书馆和文献管理软件使用
format-csl-json = 引用信息 CSL-JSON
format-help-csl-json = 同上，JSON 格式，供 Zotero 和排版参考文献的程序使用，许可也一并写入
export-group-citations = 引用信息
path-citations = 要导入的引用信息
job-citations = 正在读取引用信息
action-import-citations = 从文件导入引用信息…
help-import-citations = 从 RIS 或 CSL-JSON 文件导入引用信息，按 DOI 归到各个文本，没有 DOI 则按题名或文件名
done-import-citations = 从{ $what }导入引用信息
command-arg-citations = 从这个文件导入引用信息（RIS 或 CSL-JSON），按 DOI 归到各个文本，没有 DOI 则按题名或文件名
error-import-citations = { $path } 里只有引用信息，什么都没有导入；请打开项目，用 zhupi cite --from 或“文本”菜单里的“从文件导入引用信息”
error-import-no-citations = { $path } 里没有 RIS 或 CSL-JSON 格式的引用信息，什么都没有改动

citations-title = { $name } 中的引用信息
notice-citations = 已按 { $path } 填写 { $count } 个文本的引用信息
notice-citations-same = 有 { $count } 个文本的引用信息本来就与 { $path } 一致
notice-citations-none = { $path } 中有 { $count } 条按 DOI、题名和文件名都找不到对应的文本，没有采用
notice-citations-several = { $path } 中有 { $count } 条各对应几个文本，无从分辨，没有采用；请先给其中一个填上题名或 DOI
notice-citations-twice = { $path } 中有 { $count } 条对应的文本前面已经有一条，以前一条为准
notice-citations-left = { $path } 中有 { $count } 种字段在这里放不下，没有采用
unplaced-uncited = 有 { $count } 个文本没有引用信息，不在文件里
unplaced-cited = 有 { $count } 项引用信息在那里放不下，不在文件里
