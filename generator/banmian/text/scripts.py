"""Words of the newspaper's craft in both scripts (简体、繁體), for patterns and for judging.

No converter: it knows only the characters of these words, and no text that is shown goes through.
"""

import re

_PAIRS = (
    "记記 讯訊 员員 实實 习習 见見 约約 摄攝 报報 导導 图圖 编編 译譯 辑輯 责責 评評 论論 专專 "
    "电電 闻聞 热熱 线線 绘繪 画畫 组組 审審 读讀 检檢 执執 综綜 资資 转轉 紧緊 声聲 写寫 级級 "
    "随隨 "
    "军軍 网網 驻駐 间間 并並 联聯 发發 订訂 阅閱 务務 览覽 国國 统統 终終 类類 启啟 标標 视視 "
    "频頻 "
    "谢謝 题題 号號 链鏈 关關 续續 张張 长長 师師 场場 医醫 学學 协協 会會 办辦 总總 队隊 厅廳 "
    "党黨 "
    "团團 银銀 处處 厂廠 华華 诗詩 词詞 权權 价價 询詢 栏欄 话話 语語 说說 开開 胜勝 "
    "库庫 东東 机機 构構 业業 纪紀 录錄 课課 调調 对對 应應 辞辭 误誤 为為 来來 与與 节節 选選"
).split()
_TRADITIONAL = {pair[0]: pair[1] for pair in _PAIRS if pair[0] != pair[1]}
_SIMPLIFIED = {ord(traditional): one for one, traditional in _TRADITIONAL.items()}
_KNOWN = "".join(_TRADITIONAL)
_PARTS = re.compile(rf"\[[^\]]*\]|[{_KNOWN}]")


def simplified(text: str) -> str:
    """Read the traditional characters that the craft's words have as simplified ones.

    Each character stays one, so that places in the result are places in `text`.
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def both_scripts(pattern: str) -> str:
    """Let a regular expression that is written in simplified characters match both scripts."""
    return _PARTS.sub(_both, pattern)


def _both(part: re.Match[str]) -> str:
    found = part.group()
    more = "".join(_TRADITIONAL.get(char, "") for char in found)
    return found[:-1] + more + "]" if found.startswith("[") else f"[{found}{more}]"
