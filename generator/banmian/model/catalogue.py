"""Every code of a diagnostic: how bad it is and how it is said, in Chinese and English.

1xx sources and which page they are · 2xx the cut of a page · 3xx content files · 4xx the site ·
5xx a theme.
"""

from collections.abc import Mapping

from msgspec import Struct

from banmian.model.diagnostics import Diagnostic, Severity


class Entry(Struct, frozen=True):
    """A code's severity and wording; `{name}` stands for a diagnostic's value of that name."""

    severity: Severity
    zh: str
    en: str
    zh_hint: str
    en_hint: str


_NOTE, _WARNING, _ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

CATALOGUE: Mapping[str, Entry] = {
    "BM101": Entry(
        _WARNING,
        "不知道这个文件是哪一期的哪一版；文中提示：{clues}",
        "which page of which issue is this file? its text suggests: {clues}",
        "在 seeds/seeds.toml 里登记，或改放到 seeds/2021-06-24/01.txt 这样的位置",
        "list it in seeds/seeds.toml, or move it to a path like seeds/2021-06-24/01.txt",
    ),
    "BM102": Entry(
        _ERROR,
        "seeds.toml 登记了 {file}，但没有这个文件",
        "seeds.toml lists {file}, but there is no such file",
        "补上文件，或删去这一条",
        "add the file, or take out the entry",
    ),
    "BM103": Entry(
        _ERROR,
        "读不出文字：{what}",
        "cannot be read as text: {what}",
        "另存为 UTF-8 后再导入",
        "save it as UTF-8 and import again",
    ),
    "BM105": Entry(
        _WARNING,
        "这个文件里没有文字，没有导入；它以前的稿件原样保留",
        "there is no text in this file; it is not imported, its earlier articles stay",
        "检查文件是否完整",
        "see whether the file is whole",
    ),
    "BM109": Entry(
        _WARNING,
        "符号链接不读，没有导入",
        "a symbolic link is not followed; it is not imported",
        "把文件本身放到这里",
        "put the file itself there",
    ),
    "BM106": Entry(
        _NOTE,
        "第 {page} 版的版面文本 {source} 不在 seeds/ 里了；它的稿件原样保留",
        "{source}, the source of page {page}, is no longer in seeds/; its articles stay",
        "若已改登记为别的期或版，请删去这里的稿件和这一条记录",
        "if it is another page or issue now, delete its articles and entries here",
    ),
    "BM112": Entry(
        _NOTE,
        "[newspaper] 的 {key} 里有“{value}”，但导入的版面上都没有出现",
        "{key} of [newspaper] has “{value}”, which is on none of the imported pages",
        "检查是否写错；用不到就删去",
        "see whether it is mistyped; take it out if it is not needed",
    ),
    "BM201": Entry(
        _NOTE,
        "原文有 {count} 个丢失或不可显示的字符 {char}",
        "the source has {count} lost or unprintable character(s) {char}",
        "对照报纸核对这些位置",
        "compare these places with the print",
    ),
    "BM202": Entry(
        _WARNING,
        "“{date}”不是日历上有的日期；原文照录",
        "“{date}” is a date of no calendar; the text is kept",
        "对照报纸；若报纸如此，可不改",
        "compare with the print; leave it when that is what it says",
    ),
    "BM203": Entry(
        _WARNING,
        "没有提取到标题：{text}",
        "no headline in the text: {text}",
        "在稿件文件头的 headline 里补上",
        "fill in `headline` in the article's front matter",
    ),
    "BM204": Entry(
        _WARNING,
        "有文字没有归入任何稿件：{text}",
        "text that is in no article: {text}",
        "在 import.toml 的 leftovers 里可以看到",
        "it stands among the leftovers in import.toml",
    ),
    "BM205": Entry(
        _WARNING,
        "{date}是{real}，版面上印的是{printed}",
        "{date} is a {real}; the page prints {printed}",
        "对照报纸，核对这一期的日期",
        "compare with the print; is the issue's date right?",
    ),
    "BM206": Entry(
        _NOTE,
        "标题可能不完整，或者不是标题：{text}",
        "perhaps only a part of a headline, or none: {text}",
        "对照报纸，改文件头的 headline",
        "compare with the print; correct `headline` in the front matter",
    ),
    "BM207": Entry(
        _WARNING,
        "句子不完整，又没有接版的话，可能切断了：{text}",
        "perhaps cut off: a sentence is not whole and no jump line says where it goes on: {text}",
        "对照报纸，看前后的稿件里有没有下文",
        "compare with the print; the rest may stand in a neighbouring article",
    ),
    "BM208": Entry(
        _NOTE,
        "起止没有把握，可能是两篇，或混有别篇的文字：{text}",
        "perhaps two articles, or with text of another: {text}",
        "对照报纸，必要时拆开或合并",
        "compare with the print; part or join the files if need be",
    ),
    "BM209": Entry(
        _WARNING,
        "署名里没有认出人名：{text}",
        "nobody's name was found in the byline: {text}",
        "在文件头的 authors 里写上作者",
        "fill in `authors` in the front matter",
    ),
    "BM211": Entry(
        _NOTE,
        "编辑处理过，导入没有改动；导入本会写成：{what}",
        "left as the editor has it; import would have made it: {what}",
        "要接受导入的结果，删去此文件在 import.toml 里的记录和文件本身，再导入一次",
        "to take the import's version, delete the file and its entry in import.toml, import again",
    ),
    "BM212": Entry(
        _WARNING,
        "版面上印的日期是 {date}，这一期是 {issue}",
        "the page prints the date {date}; the issue is {issue}",
        "看看文件是不是放错了期，或改 seeds.toml 里的 issue",
        "is the file in the wrong issue? correct its folder, or `issue` in seeds.toml",
    ),
    "BM213": Entry(
        _WARNING,
        "版面上印的是第 {printed} 版，登记的是第 {page} 版",
        "the page prints page {printed}; it is listed as page {page}",
        "改 seeds.toml 里的 page，或改文件名",
        "correct `page` in seeds.toml, or the file's name",
    ),
    "BM214": Entry(
        _NOTE,
        "版面上说这一期有 {count} 版，导入了 {pages} 版",
        "the issue says that it has {count} pages; {pages} are imported",
        "若要齐全，补上其余各版的文本",
        "add the texts of the others if you want it whole",
    ),
    "BM215": Entry(
        _WARNING,
        "各版印的期号不同：{values}",
        "the pages print different issue numbers: {values}",
        "看看有没有放错了期的版面",
        "is one of them in the wrong issue?",
    ),
    "BM216": Entry(
        _WARNING,
        "各版印的日期不同：{values}",
        "the pages print different dates: {values}",
        "看看有没有放错了期的版面",
        "is one of them in the wrong issue?",
    ),
    "BM217": Entry(
        _WARNING,
        "提示没有用上：第 {line} 行不是“{text}”{near}",
        "a hint is passed over: line {line} is not “{text}”{near}",
        "把提示里的行号和文字改成现在的，或删去这一条",
        "write the number and the text that the line has now, or take the hint out",
    ),
    "BM218": Entry(
        _WARNING,
        "提示没有用上：{what}",
        "a hint is passed over: {what}",
        "改写或删去这一条提示",
        "write the hint otherwise, or take it out",
    ),
    "BM219": Entry(
        _WARNING,
        "这份提示没有对应的版面",
        "no source page is the one that these hints are for",
        "应是 site/hints/期/版.toml，如 site/hints/2021-06-24/1.toml；没有用了就删去",
        "it must be site/hints/ISSUE/PAGE.toml, as site/hints/2021-06-24/1.toml; or delete it",
    ),
    "BM221": Entry(
        _WARNING,
        "“{text}”：第 {page} 版上没有找到另一半",
        "“{text}”: its other half was not found on page {page}",
        "对照报纸；若另一半在另一篇稿件里，把两篇合成一篇",
        "compare with the print; if the other half is an article of its own, make them one",
    ),
    "BM222": Entry(
        _WARNING,
        "“{text}”：第 {page} 版上哪一篇是另一半，没有把握，没有接",
        "“{text}”: which article on page {page} is its other half is not clear; not joined",
        "对照报纸，把两篇合成一篇",
        "compare with the print; make the two that belong together one",
    ),
    "BM223": Entry(
        _NOTE,
        "“{text}”：这一期没有导入第 {page} 版",
        "“{text}”: page {page} of this issue is not imported",
        "若有这一版的文本，放进 seeds/ 再导入",
        "put that page's text into seeds/ and import again, if you have it",
    ),
    "BM224": Entry(
        _WARNING,
        "这一版有文字，但没有认出一篇稿件",
        "there is text on this page, but no article was found",
        "在编辑台（banmian serve，/_desk/）上把这些行交给稿件",
        "give its lines to articles at the desk (banmian serve, /_desk/)",
    ),
    "BM301": Entry(
        _ERROR,
        "读不成稿件：{what}",
        "cannot be read as an article: {what}",
        "格式见 docs/content-format.md",
        "the format: docs/content-format.md",
    ),
    "BM302": Entry(
        _WARNING,
        "控制字符 {char} 不会显示，已略去",
        "the control character {char} is left out",
        "从文件中删去它",
        "delete it from the file",
    ),
    "BM303": Entry(
        _ERROR,
        "编号 {id} 已用于 {other}",
        "the id {id} is that of {other}",
        "改去其中一个的 id",
        "change the id of one of them",
    ),
    "BM304": Entry(
        _ERROR,
        "同一期里 {other} 已用短名 {slug}",
        "the slug {slug} is that of {other} in the same issue",
        "改去其中一个的 slug",
        "change the slug of one of them",
    ),
    "BM305": Entry(
        _ERROR,
        "短名 {slug} 不能用作网址",
        "the slug {slug} cannot be an address",
        "只用小写字母、数字和单个连字符，不超过 68 个字符",
        "use a-z, 0-9 and single hyphens, 68 characters at most",
    ),
    "BM306": Entry(
        _WARNING,
        "没有标题，以首句代替：{text}",
        "no headline; its first words stand in: {text}",
        "在文件头的 headline 里补上",
        "fill in `headline` in the front matter",
    ),
    "BM307": Entry(
        _WARNING,
        "专题“{topic}”不在 edition.toml 里，不显示",
        "the topic “{topic}” is not in edition.toml and is not shown",
        "改成词表里的名称{near}，或在 edition.toml 里加上它",
        "use a name of the vocabulary{near}, or add it to edition.toml",
    ),
    "BM308": Entry(
        _ERROR,
        "issue.toml 里没有第 {page} 版",
        "issue.toml has no page {page}",
        "改 placements，或在 issue.toml 里加上这一版",
        "change `placements`, or add the page to issue.toml",
    ),
    "BM309": Entry(
        _ERROR,
        "读不出这一期：{what}",
        "the issue cannot be read: {what}",
        "格式见 docs/content-format.md",
        "the format: docs/content-format.md",
    ),
    "BM310": Entry(
        _WARNING,
        "没有图片 {image}，只显示它的说明",
        "there is no picture {image}; its caption is shown alone",
        "把图片放进旁边的 images/ 文件夹：jpg、png、gif、webp 或 avif，文件名里没有空格和括号",
        "put the picture into the folder images/ beside the text: jpg, png, gif, webp or avif, no "
        "blanks or brackets in its name",
    ),
    "BM311": Entry(
        _ERROR,
        "链接 id:{id} 找不到稿件",
        "no article answers the link id:{id}",
        "改成那篇稿件文件头里的 id",
        "write the id from the front matter of that article",
    ),
    "BM312": Entry(
        _WARNING,
        "不是 Banmian 认识的文件，略过",
        "not a file that Banmian knows; passed over",
        "移到别处",
        "move it elsewhere",
    ),
    "BM315": Entry(
        _ERROR,
        "正文的标记过多，没有读：{what}",
        "too much markup to read: {what}",
        "拆成几篇，或去掉多余的括号和层次",
        "part the article, or take out brackets and levels",
    ),
    "BM314": Entry(
        _WARNING,
        "链接 {href} 不能这样写，只显示它的文字",
        "a link cannot lead to {href}; its text is shown alone",
        "站内稿件写 id:编号，站外写 https:// 开头的网址",
        "write id:… for an article, https://… for another site",
    ),
    "BM107": Entry(
        _NOTE,
        "不是文本文件，没有导入",
        "not a text file; it is not imported",
        "把版面文字另存为 .txt",
        "save the page's text as .txt",
    ),
    "BM104": Entry(
        _ERROR,
        "和 {other} 是同一期的同一版，两个都没有导入",
        "is the same page of the same issue as {other}; neither is imported",
        "改其中一个的版次，或移走一个",
        "give one of them another page, or move one away",
    ),
    "BM316": Entry(
        _NOTE,
        "第 {page} 版没有稿件",
        "page {page} has no article",
        "若没有这一版（例如改过版次），从 issue.toml 里删去它",
        "if there is no such page (its label was corrected, say), take it out of issue.toml",
    ),
    "BM317": Entry(
        _ERROR,
        "更正的稿件 {id} 找不到",
        "no article answers the id {id} that this one corrects",
        "改成被更正的那篇稿件文件头里的 id",
        "write the id from the front matter of the article that is corrected",
    ),
    "BM321": Entry(
        _WARNING,
        "图片不能用，只显示它的说明：{what}",
        "the picture cannot be shown, its caption stands alone: {what}",
        "重新导出这张图片，后缀须与格式相符",
        "save the picture anew; its name must end as its format wants",
    ),
    "BM331": Entry(
        _ERROR,
        "读不成单页：{what}",
        "cannot be read as a sheet: {what}",
        "格式见 docs/content-format.md",
        "the format: docs/content-format.md",
    ),
    "BM332": Entry(
        _ERROR,
        "文件名 {slug} 不能用作单页的网址",
        "the file name {slug} cannot be a sheet's address",
        "只用小写字母、数字和单个连字符，不用网站已有的文件夹名，也不用期号",
        "use a-z, 0-9 and single hyphens, and neither a folder of the site nor an issue's id",
    ),
    "BM401": Entry(
        _ERROR,
        "链接 {href} 没有去处",
        "the link {href} leads nowhere",
        "改正链接；若出自主题，请检查模板",
        "mend the link; if the theme made it, look at its template",
    ),
    "BM402": Entry(
        _ERROR,
        "链接 {href} 的锚点不存在",
        "the anchor of the link {href} does not exist",
        "改正链接；若出自主题，请检查模板",
        "mend the link; if the theme made it, look at its template",
    ),
    "BM404": Entry(
        _ERROR,
        "发布过的网址 {address} 没有内容了（{thing}）",
        "the published address {address} would answer no more ({thing})",
        '稿件不要删除或改成草稿，写 status = "withdrawn"；别的在 edition.toml 的 [redirects] '
        "里写去处",
        'withdraw an article, status = "withdrawn", instead of deleting it or making it a draft; '
        "of anything else say in [redirects] of edition.toml where it leads now",
    ),
    "BM405": Entry(
        _WARNING,
        "{address} 发布过的是另一篇稿件（{thing}），转发出去的链接会打开现在这一篇",
        "another article was published at {address} ({thing}); links to it that were passed on "
        "will open the one that stands there now",
        "换一个没有用过的短名",
        "choose a slug that was never used",
    ),
    "BM406": Entry(
        _WARNING,
        "[redirects] 里的 {address} 现在有内容，不转",
        "the address {address} in [redirects] has something standing at it and does not lead on",
        "删去这一条",
        "take the entry out",
    ),
    "BM407": Entry(
        _ERROR,
        "这篇稿件发布过，现在没有正文了",
        "this article was published, and has no text now",
        '找回正文；要撤回就写 status = "withdrawn"，本来只有标题就写 genre = "headline-only"',
        'put its text back; to withdraw it, status = "withdrawn"; if there is only a headline, '
        'genre = "headline-only"',
    ),
    "BM408": Entry(
        _ERROR,
        "[redirects] 里 {address} 的去处 {target} 没有这一页",
        "there is no page {target}, where {address} leads by [redirects]",
        "改成现有的网址",
        "write an address of the site",
    ),
    "BM409": Entry(
        _WARNING,
        "发布的网站还用着示例网址 {address}",
        "the site is published with the address of an example, {address}",
        "在 edition.toml 的 address 里写上真正的网址",
        "write its own into `address` of edition.toml",
    ),
    "BM410": Entry(
        _ERROR,
        "页面是空的",
        "the page is empty",
        "检查主题的模板",
        "mend the template of the theme",
    ),
    "BM411": Entry(
        _NOTE,
        "没有找到中文字体，各期没有分享图",
        "no Chinese font was found: the issues have no share pictures",
        "装一个字体（Debian：apt install fonts-noto-cjk），或在 [share] 里写 font；"
        "不要分享图就写 picture = false",
        "install one (Debian: apt install fonts-noto-cjk), or name one, `font` in [share]; "
        "for none at all, picture = false",
    ),
    "BM412": Entry(
        _WARNING,
        "这一期标题用字 {characters} 个，字体 {size} KB，超过 {budget} KB，改用读者设备上的字体",
        "the {characters} characters of this issue's headlines weigh {size} KB, more than "
        "{budget}: they are set in a face of the reader's device",
        "在 [headline_face] 里把 budget 写大，或换一个轻的字体",
        "raise `budget` in [headline_face], or take a lighter font",
    ),
    "BM501": Entry(
        _ERROR,
        "模板写法有误：{what}",
        "the template cannot be read: {what}",
        "改正模板；Jinja 的写法见 https://jinja.palletsprojects.com/templates/",
        "mend it; how Jinja is written: https://jinja.palletsprojects.com/templates/",
    ),
    "BM502": Entry(
        _ERROR,
        "主题缺少模板 {file}，每个主题都要有",
        "the theme has no template {file}, and every theme must",
        '写出来，或在 theme.toml 里写 extends = "base"',
        'write it, or extends = "base" into theme.toml',
    ),
    "BM503": Entry(
        _ERROR,
        "没有模板 {file}",
        "there is no template {file}",
        "改正名字，或在 templates/ 里补上",
        "mend the name, or put it into templates/",
    ),
    "BM504": Entry(
        _ERROR,
        "这里没有变量 {key}",
        "there is no variable {key} here",
        "这里有的：{values}；见 docs/theme-contract.md",
        "there are here: {values}; see docs/theme-contract.md",
    ),
    "BM505": Entry(
        _ERROR,
        "{thing} 没有 {key}",
        "{thing} has no {key}",
        "它有的：{values}；见 docs/theme-contract.md",
        "it has: {values}; see docs/theme-contract.md",
    ),
    "BM506": Entry(
        _ERROR,
        "主题没有 {key} 这个词",
        "the theme has no phrase {key}",
        "在 theme.toml 的每个 [phrases.…] 里写上",
        "write it into each [phrases.…] of theme.toml",
    ),
    "BM507": Entry(
        _WARNING,
        "{key} 这个词在这些语言里没有：{values}",
        "the phrase {key} is lacking in {values}",
        "补上；在那以前用最近的语言的词",
        "write it there; until then that of the nearest language stands in",
    ),
    "BM508": Entry(
        _WARNING,
        "{key} 这个词没有用到",
        "nothing uses the phrase {key}",
        "从 theme.toml 里删去",
        "take it out of theme.toml",
    ),
    "BM509": Entry(
        _ERROR,
        "assets/ 里没有 {file}",
        "there is no {file} in assets/",
        "改正名字，或补上文件",
        "mend the name, or put the file there",
    ),
    "BM510": Entry(
        _ERROR,
        "模板 {file} 里没有宏 {key}",
        "the template {file} has no macro {key}",
        "改正名字，或在那里补上",
        "mend the name, or write it there",
    ),
    "BM511": Entry(
        _WARNING,
        "没有页面用到模板 {file}",
        "no page uses the template {file}",
        "文件名写错了就改正，用不着就删去；名字见 docs/theme-contract.md",
        "mend its name, or delete it; the names are in docs/theme-contract.md",
    ),
    "BM512": Entry(
        _ERROR,
        "模板绕成一圈：{file}",
        "templates lead in a circle: {file}",
        "要扩展被替换的那一个，写上它的主题: base/article.html",
        "to extend the one that is replaced, name its theme: base/article.html",
    ),
    "BM513": Entry(
        _WARNING,
        "所扩展的模板里没有 block {key}，这里写的不会显示",
        "what this template extends has no block {key}: what stands in it is never shown",
        "改正名字",
        "mend the name",
    ),
    "BM403": Entry(
        _ERROR,
        "两个页面用同一个地址",
        "two pages have this one address",
        "改去其中一个的短名",
        "change the slug of one of them",
    ),
}


def severity(found: Diagnostic) -> Severity:
    """Tell how bad a finding is."""
    return CATALOGUE[found.code].severity


def wording(found: Diagnostic, language: str) -> tuple[str, str]:
    """Say a finding in a language (`zh…` or else English): what is so, and the way out."""
    entry = CATALOGUE[found.code]
    message, hint = (
        (entry.zh, entry.zh_hint) if language.startswith("zh") else (entry.en, entry.en_hint)
    )
    values = dict(found.values)
    return message.format_map(values), hint.format_map(values)


def document() -> str:
    """Give the catalogue as Markdown."""
    rows = [
        "# Diagnostics 诊断\n\nGenerated from `generator/banmian/model/catalogue.py`, `make docs`. "
        "Errors end a command with 1, warnings only with `--strict`.\n\n"
        "| code | | 说法 | wording | 办法 | way out |\n|---|---|---|---|---|---|\n"
    ]
    for code, entry in CATALOGUE.items():
        cells = (
            code,
            entry.severity.name.lower(),
            entry.zh,
            entry.en,
            entry.zh_hint,
            entry.en_hint,
        )
        rows.append("| " + " | ".join(cells) + " |\n")
    return "".join(rows)
