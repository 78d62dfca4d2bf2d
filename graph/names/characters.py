"""Whether two names in Chinese characters or Hangul, which may sound alike, are written with the same."""

from __future__ import annotations

import re
import unicodedata

_HAN_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_OTHER_LETTERS = re.compile("[^\\W\\d_\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")

_VARIANTS = (
    "习習 张張 陈陳 刘劉 吴吳呉 杨楊 黄黃 赵趙 孙孫 马馬 罗羅 郑鄭 谢謝 韩韓 冯馮 邓鄧 许許 "
    "萧蕭肖 苏蘇 卢盧 蒋蔣 贾賈 叶葉 阎閻闫 余餘 钟鍾鐘 谭譚 陆陸 范範 邹鄒 龙龍竜 万萬 钱錢 "
    "汤湯 严嚴 龚龔 贺賀 顾顧 齐齊斉 斋齋斎 庞龐 兰蘭 岳嶽 毕畢 聂聶 鲁魯 欧歐 阳陽 诸諸 "
    "东東 丰豐 为為 义義 乐樂楽 书書 云雲 亚亞亜 仪儀 传傳伝 伟偉 侨僑 俭儉 兴興 养養 军軍 "
    "冈岡 刚剛 创創 务務 劲勁 华華 协協 单單 卫衛 厉厲 双雙 发發発 后後 启啟啓 员員 呜嗚 "
    "国國 园園 圣聖 坚堅 声聲 备備 复復 头頭 娄婁 宁寧 宝寶 实實実 宪憲 宾賓 寿壽 将將 尔爾 "
    "尧堯 岛島嶋嶌 岭嶺 师師 帅帥 广廣広 庆慶 应應応 强強 归歸帰 径徑 志誌 怀懷 恒恆 恵惠 "
    "战戰戦 护護 拥擁 择擇 挥揮 敌敵 数數 时時 显顯 晋晉 晓曉暁 晖暉 术術 权權権 条條 来來 "
    "杰傑 极極 构構 枫楓 柠檸 标標 栋棟 树樹 桢楨 桥橋 梦夢 楼樓 欢歡歓 气氣気 汉漢 泽澤沢 "
    "洁潔 浜濱滨 济濟済 涛濤 润潤 渊淵 温溫 滢瀅 潇瀟 澜瀾 灵靈 炜煒 炼煉 烨燁 焕煥 爱愛 "
    "玮瑋 环環 现現 珑瓏 琼瓊 畅暢 监監 真眞 矿礦 礼禮 祯禎 离離 种種 积積 竞競 笃篤 笔筆 "
    "简簡 红紅 纪紀 纯純 纲綱 纳納 经經 结結 绍紹 绘繪絵 给給 统統 继繼継 绩績 维維 绮綺 "
    "绿綠緑 联聯 肃肅 胜勝 节節 芦蘆 芸藝艺 苍蒼 荣榮栄 药藥 莹瑩 莲蓮 萨薩 蓝藍 虑慮 见見 "
    "规規 视視 览覽 觉覺覚 让讓 训訓 议議 记記 论論 设設 识識 诗詩 诚誠 话話 语語 说說 调調 "
    "谊誼 谦謙 贝貝 贞貞 贡貢 财財 贤賢 质質 贵貴 费費 赞贊 赖賴頼 轩軒 轮輪 辉輝 辺邊邉边 "
    "达達 迁遷 运運 进進 远遠 连連 选選 逊遜 遥遙 鉴鑒 针針 钢鋼 钦欽 钧鈞 铁鐵鉄 铃鈴 铭銘 "
    "银銀 锋鋒 锐銳 锦錦 镇鎮 长長 门門 闻聞 阔闊 际際 陇隴 险險 难難 静靜 韦韋 韵韻 顺順 "
    "领領 颖穎 风風 飞飛 饶饒 驰馳 驹駒 骏駿 高髙 鲍鮑 鸣鳴 鸿鴻 鹏鵬 鹤鶴 麦麥 黑黒 崎﨑 "
    "桜櫻樱 이리 유류 임림 노로 나라 양량 여려 열렬 용룡 윤륜"
)
"""Forms of one character: simplified, traditional and Japanese; and Korean with and without an initial r."""

_FIRST = str.maketrans({other: forms[0] for forms in _VARIANTS.split() for other in forms[1:]})


def characters(text: str) -> str:
    """The characters of a name that is wholly in Chinese characters or Hangul, one form for each; else nothing."""
    if text.isascii() or not _HAN_HANGUL.search(text):
        return ""
    text = unicodedata.normalize("NFKC", text)
    return "" if _OTHER_LETTERS.search(text) else "".join(_HAN_HANGUL.findall(text)).translate(_FIRST)


def same_characters(a: str, b: str) -> bool | None:
    """Whether two names have the same `characters`; None where this tells nothing.

    A character is exact: another one that sounds alike is another name, no misprint. Nothing is told by names of
    different scripts, and where one name only lacks characters of the other.
    """
    if not a or not b or (min(a) < "가") != (min(b) < "가"):
        return None
    if a == b:
        return True
    apart = {*a} ^ {*b}
    return None if apart <= {*a} or apart <= {*b} else False
