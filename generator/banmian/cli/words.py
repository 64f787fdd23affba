"""What the commands say, in Chinese and English."""

import os
from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "about": (
        "版面：把报纸版面文本做成数字报。\n\n"
        "平常只用两条命令：banmian serve 边改边看，seeds/ 里有新版面就切成稿件；"
        "banmian publish 把网站发布出去。import 和 build 是其中的两步，也可以单独运行。",
        "Banmian: newspaper pages in, a digital edition for any static host out.\n\n"
        "Two commands do it: `banmian serve` shows the site while you edit, and cuts new pages in "
        "seeds/ into articles; `banmian publish` puts it where readers are. import and build are "
        "steps of these, and can be run alone.",
    ),
    "options": ("选项", "options"),
    "arguments": ("参数", "arguments"),
    "commands": ("命令", "commands"),
    "help": ("显示这份说明", "show this help"),
    "version": ("显示版本", "show the version"),
    "project": (
        "项目文件夹（默认：当前文件夹或其上层）",
        "the project's folder (default: this folder or one above it)",
    ),
    "lang": ("输出语言 zh 或 en（默认按系统语言）", "language, zh or en (default: the system's)"),
    "quiet": ("只说错误", "say nothing but what is wrong"),
    "json": ("以 JSON 输出结果", "print the result as JSON"),
    "new": ("新建一份数字报", "make a new edition"),
    "new.about": (
        "新建一份数字报：设置、一块示例版面、切好的示例稿件。建好就能 build。",
        "Make a new edition: settings, a page as an example, its articles. It builds at once.",
    ),
    "new.example": (
        "例：\n  banmian new 我们的报\n  cd 我们的报\n  banmian serve",
        "examples:\n  banmian new our-paper\n  cd our-paper\n  banmian serve",
    ),
    "new.folder": ("新文件夹；报名先用它的名字", "the new folder; its name is the first title"),
    "new.done": (
        "建好了 {folder}。示例版面在 {example}，设置在 site/edition.toml。"
        "接着：cd {folder}，再运行 banmian serve",
        "{folder} is made. Its example page is {example}, its settings are site/edition.toml. "
        "Now: cd {folder}, then banmian serve",
    ),
    "import": ("把 seeds/ 里的版面切成稿件", "cut the pages in seeds/ into articles"),
    "import.about": (
        "读 seeds/ 里的版面文本，切成稿件，写进 site/content/。编辑改过、改名、删除的稿件"
        "不会被覆盖；导入本会怎样写，作为建议列出来。\n\n"
        "哪个文件是哪一期哪一版，写在 seeds/seeds.toml 里，或放在 seeds/2021-06-24/01.txt "
        "这样的位置。",
        "Read the page texts in seeds/, cut them into articles, write these to site/content/. "
        "An article that an editor changed, renamed or deleted is never overwritten; what import "
        "would have done is listed as a proposal.\n\n"
        "Which file is which page of which issue stands in seeds/seeds.toml, or in a path like "
        "seeds/2021-06-24/01.txt.",
    ),
    "import.example": (
        "例：\n  banmian import\n  banmian import --json > import.json",
        "examples:\n  banmian import\n  banmian import --json > import.json",
    ),
    "segment": ("切一个版面文件，只看不写", "cut one page's file, write nothing"),
    "segment.about": (
        "把一个版面的文本切成稿件，打印出来，不写任何文件。项目里的报纸设置（署名标记、笔名）"
        "和这一版的提示（site/hints/）会用上；不在项目里就用通常的设置。",
        "Cut one page's text into articles and print them; no file is written. The newspaper's "
        "profile of the project and the hints of the page (site/hints/) are used, outside a "
        "project the usual profile.",
    ),
    "segment.example": (
        "例：\n  banmian segment seeds/2021-06-24/01.txt\n"
        "  banmian segment seeds/2021-06-24/01.txt --explain\n"
        "  banmian segment seeds/2021-06-24/01.txt --json > 01.json",
        "examples:\n  banmian segment seeds/2021-06-24/01.txt\n"
        "  banmian segment seeds/2021-06-24/01.txt --explain\n"
        "  banmian segment seeds/2021-06-24/01.txt --json > 01.json",
    ),
    "segment.file": ("版面文本文件", "the page's text file"),
    "segment.explain": (
        "逐行说明：当作什么、归哪篇、有多大把握、其次可能是什么；再列出对原文的修补",
        "line by line: what it was taken for, its article, how sure, what came second; then the "
        "repairs",
    ),
    "explain.line": ("行", "line"),
    "explain.article": ("稿件", "article"),
    "explain.role": ("当作", "taken for"),
    "explain.sure": ("把握", "sure"),
    "explain.second": ("其次", "or else"),
    "explain.text": ("文字（修补后）", "text, repaired"),
    "explain.count": (
        "{lines} 行，? 存疑 {doubts} 行（把握不到 0.70）。¶ 由此另起一段。",
        "{lines} line(s), ? {doubts} in doubt (less than 0.70 sure). ¶ opens a paragraph.",
    ),
    "explain.repair": ("修补 {number}：第 {line} 行，{why}", "repair {number}: line {line}, {why}"),
    "repair.spread": ("去掉撑满行宽的空格", "spaces that justified the line"),
    "repair.spacing": (
        "去掉数字、字母、标点旁多余的空格",
        "spaces beside digits, Latin and marks",
    ),
    "repair.lost-glyph": (
        "丢失或不可显示的字符：补回或去掉",
        "a character that is lost or cannot be shown: restored, or left out",
    ),
    "repair.radical": (
        "部首字符换成同形的字",
        "a radical for the character that looks like it",
    ),
    "role.kicker": ("引题", "kicker"),
    "role.headline": ("主题", "headline"),
    "role.deck": ("副题", "deck"),
    "role.byline": ("署名", "byline"),
    "role.text": ("正文", "text"),
    "role.section-head": ("小标题", "section head"),
    "role.caption": ("图片说明", "caption"),
    "role.jump": ("转版", "jump line"),
    "role.furniture": ("版面杂项", "furniture"),
    "role.credits": ("责编版式", "staff credits"),
    "role.unplaced": ("未归入", "unplaced"),
    "build": ("把稿件做成网站", "make the site"),
    "build.about": (
        "读 site/content/，做成 site/public/ 里的网站。新网站检查无误才换下旧的。"
        "读不成的稿件和期会略过并一一指出；用 --strict 则有任何问题都不换。",
        "Make the site in site/public/ of what is in site/content/. The old site stands until "
        "the new one is whole and checked. What cannot be read is left out and named; with "
        "--strict any problem keeps the old site.",
    ),
    "build.example": (
        "例：\n  banmian build\n  banmian build --strict --out /tmp/site",
        "examples:\n  banmian build\n  banmian build --strict --out /tmp/site",
    ),
    "build.strict": (
        "有任何警告就不换网站，以 1 结束",
        "keep the old site and end with 1 for any warning too",
    ),
    "build.out": (
        "网站放到这个文件夹（空的，或以前生成的）",
        "put the site into this folder (empty, or made by Banmian)",
    ),
    "build.dask": (
        "在这个 Dask 集群上生成，见 docs/many-machines.md",
        "build on the Dask cluster with this scheduler, see docs/many-machines.md",
    ),
    "build.verify": (
        "逐个核对旧网站的文件，指出并改回手工改过的",
        "compare every file of the old site; name and mend what was altered by hand",
    ),
    "altered": (
        "{path} 被手工改过，已改回或删去",
        "{path} had been altered by hand: it is mended, or taken away",
    ),
    "why": ("一个网页为什么重新生成", "why an output was made, or would be"),
    "why.about": (
        "说明网站里的一个文件上次为什么生成、现在会不会重新生成。除缓存外什么也不写。",
        "Say why a file of the site was made last, and whether it would be made again. Nothing is "
        "written but the cache.",
    ),
    "why.example": (
        "例：\n  banmian why 2021-06/index.html\n  banmian why topics/dang-jian/",
        "examples:\n  banmian why 2021-06/index.html\n  banmian why topics/dang-jian/",
    ),
    "why.path": ("网址，或 site/public 里的文件", "an address, or a file below site/public"),
    "why.last": ("{path} 上次生成是因为：{reasons}。", "{path} was made last for: {reasons}."),
    "why.now": (
        "再生成会改写它，因为变了：{reasons}。",
        "It would be written again for: {reasons}.",
    ),
    "why.same": (
        "再生成会重做它，内容不变；变了的是：{reasons}。",
        "It would be made again, the same, for: {reasons}.",
    ),
    "why.nothing": ("此后没有变化，不会重新生成。", "Nothing has changed since; it would stay."),
    "why.other": (
        "再生成会改写它：site/public/ 里的不是上次生成的网站。",
        "It would be written again: what is in site/public/ is not the site that was made last.",
    ),
    "why.gone": ("再生成会删去它。", "The next build takes it away."),
    "why.first": ("第一次生成", "it was not there before"),
    "why.site": ("主题、设置或程序变了", "a change of theme, settings or program"),
    "why.text": ("本期的文件变了", "a change in its issue's files"),
    "why.context": (
        "别的期说的变了（前后期、链接、作者、更正、列表）",
        "a change in what other issues say (neighbours, links, people, corrections, lists)",
    ),
    "search": ("检索生成好的网站", "search the built site"),
    "search.about": (
        "在生成好的网站里检索，结果与读者在网页上检索的相同。几个词用空格分开，须都有；"
        '"…" 里的连在一起；前面加 - 的不要（命令行里先写 --）。没有词也可以只筛选。',
        "Search the built site: what is found is what readers find on its search page. Blanks set "
        'terms apart, all must be there; "…" keeps them together; - in front wants none (write -- '
        "before it). Without a term, filters alone will do.",
    ),
    "search.example": (
        "例：\n  banmian search 援疆\n  banmian search 邮政 -- -金融\n"
        "  banmian search 邮政 金融 --since 2021-06 --newest\n"
        "  banmian search --filter author=亢俊杰 --all --json",
        "examples:\n  banmian search 援疆\n  banmian search 邮政 -- -金融\n"
        "  banmian search 邮政 金融 --since 2021-06 --newest\n"
        "  banmian search --filter author=亢俊杰 --all --json",
    ),
    "search.query": ("要找的词", "what to look for"),
    "search.title": ("仅标题", "in titles only"),
    "search.newest": ("按日期，新的在前", "by date, the newest first"),
    "search.since": ("从这一天、月或年起", "from this day, month or year on"),
    "search.until": ("到这一天、月或年止", "until this day, month or year"),
    "search.filter": (
        "只要某值的；种类: issue page topic column author genre unit province",
        "with this value; kinds: issue page topic column author genre unit province",
    ),
    "search.limit": ("最多列出几篇（默认 10）", "how many to list at most (default: 10)"),
    "search.all": ("全部列出", "list all"),
    "search.out": ("网站在这个文件夹", "the site is in this folder"),
    "search.more": ("以上 {count} 篇，还有更多: --all", "{count} shown, there are more: --all"),
    "search.count": ("共 {count} 篇。", "{count} found."),
    "search.none": ("没有找到。", "Nothing was found."),
    "dump": ("导出全部稿件（JSON Lines）", "print all articles as JSON Lines"),
    "dump.about": (
        "把生成好的网站里的全部稿件导出，一行一篇，JSON 格式：所在的期和版、标题、作者、正文、"
        "来历。每一项的含义见 docs/data.md。",
        "Print all articles of the built site, one a line, as JSON: issue and pages, heads, "
        "authors, text, origin. docs/data.md says what each thing is.",
    ),
    "dump.example": (
        "例：\n  banmian dump 全部稿件.jsonl\n  banmian dump | wc -l",
        "examples:\n  banmian dump articles.jsonl\n  banmian dump | wc -l",
    ),
    "dump.file": (
        "写进这个文件（默认：标准输出）",
        "write to this file (default: standard output)",
    ),
    "dump.force": ("文件已存在时覆盖", "replace the file if it is there"),
    "dump.done": ("导出 {count} 篇 → {file}", "{count} article(s) → {file}"),
    "headers": ("写出网页服务器的配置", "print a web server's configuration"),
    "headers.about": (
        "写出 nginx 或 Caddy 为这份数字报所需的配置：安全策略（CSP）、缓存期限、类型、压缩、404。",
        "Print what nginx or Caddy needs to serve this edition: Content-Security-Policy and other "
        "headers, cache lifetimes, media types, compression, the 404 page.",
    ),
    "headers.example": (
        "例：\n  banmian headers nginx > /etc/nginx/conf.d/paper.conf\n"
        "  banmian headers caddy --root /srv/paper/current",
        "examples:\n  banmian headers nginx > /etc/nginx/conf.d/paper.conf\n"
        "  banmian headers caddy --root /srv/paper/current",
    ),
    "headers.server": ("nginx 或 caddy", "nginx or caddy"),
    "headers.root": (
        "网站所在的文件夹（默认 /srv/paper/current）",
        "the folder that the site is in (default: /srv/paper/current)",
    ),
    "check": ("列出内容和链接里的一切问题", "list everything wrong in content and links"),
    "check.about": (
        "检查全部内容：读不成的文件、缺的标题、不认识的专题、坏链接和锚点。什么也不写。",
        "Check all content: files that cannot be read, missing headlines, unknown topics, broken "
        "links and anchors. Nothing is written.",
    ),
    "check.example": (
        "例：\n  banmian check\n  banmian check --strict --json",
        "examples:\n  banmian check\n  banmian check --strict --json",
    ),
    "check.strict": ("警告也以 1 结束", "end with 1 for warnings too"),
    "theme": ("检查主题，或新建一个", "check a theme, or begin one"),
    "theme.about": (
        "check：找出主题里的错处——缺的模板、不认识的变量和属性、缺的和多余的词、缺的文件、"
        "写法错误——不做网页，什么也不写。\nnew：在 themes/ 里新建一个扩展 base 的主题。\n\n"
        "怎样做主题：docs/themes.md。",
        "check: find what is wrong in a theme — missing templates, unknown variables and "
        "attributes, phrases missing or unused, missing files, mistakes of writing. No page is "
        "made, nothing is written.\nnew: begin a theme in themes/ that extends base.\n\n"
        "How to make a theme: docs/themes.md.",
    ),
    "theme.example": (
        "例：\n  banmian theme new ours\n  banmian theme check ours",
        "examples:\n  banmian theme new ours\n  banmian theme check ours",
    ),
    "theme.action": ("检查 check，新建 new", "check a theme, or make a new one"),
    "theme.name": (
        "主题的名字；check 时默认是数字报的主题",
        "the theme's name; check takes the edition's by default",
    ),
    "theme.strict": ("警告也以 1 结束", "end with 1 for warnings too"),
    "theme.good": ("主题 {name} 没有问题。", "The theme {name}: nothing is wrong."),
    "theme.made": (
        '建好了 {folder}。在 site/edition.toml 里写 theme = "{name}"，再运行 banmian serve',
        'Made {folder}. Write theme = "{name}" into site/edition.toml, then: banmian serve',
    ),
    "publish": ("做成网站并发布", "build the site and publish it"),
    "publish.about": (
        "做成网站，发布到 site/edition.toml 里 [targets.名称] 写的地方：网站服务器的文件夹、"
        "rsync 能到的主机、git 分支、对象存储。先列出要增加、更改、删除什么；发布后抽样读回核对，"
        "并把网址记进 site/addresses/（请放进 git）。只有一个目标时不用写名称。",
        "Build the site and publish it to a [targets.NAME] of site/edition.toml: a folder that a "
        "web server reads, a host that rsync reaches, a git branch, an object store. What is "
        "added, changed and removed is listed first; a sample is read back after it, and the "
        "addresses are recorded in site/addresses/ (keep that in git). The only target needs no "
        "name.",
    ),
    "publish.example": (
        "例：\n  banmian publish web --dry-run\n  banmian publish web",
        "examples:\n  banmian publish web --dry-run\n  banmian publish web",
    ),
    "publish.target": (
        "edition.toml 里 [targets.名称] 的名称",
        "the NAME of a [targets.NAME] in edition.toml",
    ),
    "publish.dry-run": ("只列出，不发布", "list only, publish nothing"),
    "publish.force": (
        "那里有别人的内容、别的数字报或别处的发布，也写进去（只在 Banmian 自己的文件夹里删除）",
        "write even where something else, another edition or another copy's release is (nothing is "
        "removed but inside Banmian's own folders)",
    ),
    "publish.incomplete": (
        "有读不成的稿件也发布，不含它们",
        "publish without the articles that cannot be read",
    ),
    "publish.strict": ("有任何警告就不发布", "publish nothing when there is any warning"),
    "publish.plan": (
        "发布到 {target}（{kind}）：增加 {added}，更改 {changed}，删除 {removed}，"
        "传送 {sent}；全站 {files} 个文件，{size}{limits}。",
        "to {target} ({kind}): {added} added, {changed} changed, {removed} removed, {sent} to "
        "send; the whole site is {files} files, {size}{limits}.",
    ),
    "publish.beside": (
        "  ± assets/ search/  样式、程序和检索文件：增加 {added}，删除 {removed}",
        "  ± assets/ search/  files of theme and search: {added} added, {removed} removed",
    ),
    "publish.more": (
        "  ……另有 {count} 个（--json 全部列出）",
        "  … and {count} more (--json lists all)",
    ),
    "publish.of": ("（上限 {limits}）", " (at most {limits})"),
    "publish.none": ("{target} 上已经是最新的。", "{target} has all of it already."),
    "publish.dry": ("只是看看，没有发布。", "Only looked; nothing was published."),
    "publish.done": (
        "已发布到 {target}，{moment}；读回核对 {checked} 个文件，一致。新记下 {recorded} 个网址。",
        "Published to {target}, {moment}; {checked} files read back and right. {recorded} new "
        "address(es) recorded.",
    ),
    "publish.wrong": (
        "内容有错误，没有发布。改好再发布；要不含出错的稿件就发布，加 --incomplete。",
        "There are errors in the content; nothing was published. Mend them, or publish without "
        "what is wrong: --incomplete.",
    ),
    "publish.warned": (
        "有警告，没有发布（--strict）。",
        "There are warnings; nothing was published (--strict).",
    ),
    "publish.interrupted": (
        "读者看到的是旧网站或新网站，都是完整的；再发布一次就会做完。",
        "Readers have the old site or the new one; publish again to bring it to its end.",
    ),
    "rollback.withdrawn": (
        "注意：这些稿件已经撤回，换回的网站里可能又能看到：{addresses}。请尽快重新发布。",
        "Mind: these articles are withdrawn, and readers may see them again: {addresses}. "
        "Publish again soon.",
    ),
    "rollback": ("换回上一次发布的网站", "let readers have the release before"),
    "rollback.about": (
        "让读者看到上一次发布的网站。文件夹和 rsync 目标保留最近两次，git 分支保留历史；"
        "对象存储没有，请改回内容再发布。下次 publish 照常。",
        "Let readers have the release before. Folders and rsync targets keep the last two, a git "
        "branch its history; object stores keep none: publish the earlier content again. The next "
        "publish is as always.",
    ),
    "rollback.example": ("例：\n  banmian rollback web", "example:\n  banmian rollback web"),
    "rollback.local": (
        "换回本机 site/public/ 上一次生成的网站；再做一次又换回来",
        "put back the site before this one in site/public/; again, and it is undone",
    ),
    "rollback.either": (
        "--local 换回本机的网站，不用写目标",
        "--local is about this machine's site and takes no target",
    ),
    "rollback.undone": ("{public} 换回了上一次生成的网站。", "{public} is the site before again."),
    "rollback.done": ("{target} 换回了 {moment} 发布的网站。", "{target} is back at {moment}."),
    "serve": ("边改边看：在浏览器里预览", "show the site while you edit"),
    "serve.about": (
        "在本机预览网站（草稿也在内），不写 site/public/。存盘就更新，打开的页面自动刷新；"
        "写错了，页面上说明哪个文件哪一行，上一次好的网站照样能看。seeds/ 里有改动就先导入。"
        "编辑台在 /_desk/：看每一版怎样切成稿件，改错，签发。按 Ctrl-C 结束。",
        "Show the site, drafts too, in a browser on this machine; site/public/ is not touched. "
        "Save a file and open pages follow. A mistake is shown over the last good site, with file "
        "and line. A change in seeds/ is imported first. The desk, /_desk/, shows how each page "
        "was cut, to mend it and to sign it off. Ctrl-C ends it.",
    ),
    "serve.example": (
        "例：\n  banmian serve\n  banmian serve --port 8123 --open",
        "examples:\n  banmian serve\n  banmian serve --port 8123 --open",
    ),
    "serve.port": (
        "端口（默认：5500 起第一个空着的；0：任一空着的）",
        "the port (default: the first free one from 5500 on; 0: any free one)",
    ),
    "serve.open": ("用默认浏览器打开", "open it in the default browser"),
    "serving": (
        "{address} 正在预览，改动会自动更新；切错的版面在编辑台改：{desk} 。按 Ctrl-C 结束。",
        "{address} shows the site and follows what you change; pages that were cut wrong are "
        "mended at the desk, {desk} . Ctrl-C ends it.",
    ),
    "rebuilt": (
        "{issues} 期 {pages} 版 {articles} 篇稿件，{warnings} 个警告（banmian check 列出），"
        "用时 {seconds} 秒。",
        "{issues} issue(s), {pages} page(s), {articles} article(s), {warnings} warning(s) (banmian "
        "check lists them), in {seconds} s.",
    ),
    "stays": ("改好存盘就更新。", "Mend this and save: the pages follow."),
    "import later": ("稍后再导入。", "The import will be tried again."),
    "codes": (
        "结束码：0 完成；1 内容有问题；2 用法或设置有误；3 发布目标的问题；70 程序的毛病",
        "exit codes: 0 done; 1 problems in content; 2 usage or settings; 3 the host of a target; "
        "70 a bug",
    ),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "way out": ("办法", "way out"),
    "imported": (
        "{issue}：{pages} 版，{articles} 篇稿件；新写 {written}，删去 {deleted}，"
        "保留编辑的 {kept}，未归入的文字 {unplaced} 处",
        "{issue}: {pages} page(s), {articles} article(s); {written} written, {deleted} deleted, "
        "{kept} left to the editor, {unplaced} unplaced",
    ),
    "imported.page": (
        "{issue}  第 {page} 版  {articles} 篇稿件  {unplaced} 处未归入  {to_look_at} 处要看",
        "{issue}  {page}  {articles} article(s)  {unplaced} unplaced  {to_look_at} to look at",
    ),
    "nothing": (
        "seeds/ 里没有可导入的版面。把文本放到 seeds/2021-06-24/01.txt 这样的位置再试。",
        "no page to import in seeds/. Put its text to a path like seeds/2021-06-24/01.txt.",
    ),
    "built": (
        "{issues} 期 {pages} 版 {articles} 篇稿件 → {files} 个文件，{size}，用时 {seconds} 秒。",
        "{issues} issue(s), {pages} page(s), {articles} article(s) → {files} files, {size}, "
        "in {seconds} s.",
    ),
    "kept": ("有问题，旧网站没有动。", "Something is wrong; the old site was left as it is."),
    "look": (
        "网站在 {public}。边改边看：banmian serve",
        "It is in {public}. To see it, and what you change: banmian serve",
    ),
    "count": (
        "{errors} 个错误，{warnings} 个警告，{notes} 个提示",
        "{errors} error(s), {warnings} warning(s), {notes} note(s)",
    ),
    "segmented": (
        "{articles} 篇稿件，未归入的文字 {unplaced} 处",
        "{articles} article(s), {unplaced} unplaced",
    ),
    "no headline": ("（没有标题）", "(no headline)"),
    "progress": ("进度", "at work"),
    "left": ("还要约 {seconds} 秒", "about {seconds} s left"),
    "bug": (
        "这是 Banmian 的毛病，不是您的。详情写在 {log}，请附上它报告。",
        "This is a bug in Banmian, not your mistake. Details are in {log}; please report it.",
    ),
    "interrupted": ("已中断。", "Interrupted."),
    "unwritable": ("写不了文件：{what}", "a file cannot be written or read: {what}"),
}


class Speaker:
    """Says the commands' words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Say something; `values` fill the words' blanks."""
        zh, en = WORDS[key]
        return (zh if self.language == "zh" else en).format_map(values)


def system_language() -> str:
    """Give the language of the system's messages: zh or en."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
