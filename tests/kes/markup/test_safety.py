"""Nothing that a person writes may run, load, style or navigate a page in the name of the page."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kes.markup import Profile, plain_html, render
from tests.kes.markup.reading import Page

ALLOWED = {
    "a": {"href", "title", "class", "rel", "role", "aria-label"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "pre": {"tabindex", "id"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{tag: {"id"} for tag in ("p", "li", "blockquote", "table", "h2", "h3", "h4", "h5", "h6")},
    **{tag: set() for tag in ("br", "hr", "strong", "em", "del", "code", "ul", "thead", "tbody", "tr")},
}
CLASSES = {
    "anchor", "footnotes", "footnote-ref", "footnote-backref", "table-scroll", "align-left", "align-center",
    "align-right",
}  # fmt: skip
SAFE_ADDRESS = re.compile(r"(https?:|mailto:|tel:)|[^:]*([/?#]|$)", re.IGNORECASE)

CORPUS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0b>alert(1)</script>",
    "<script>\n\nalert(1)\n\n</script>",
    "</p><script>alert(1)</script><p>",
    "<<script>alert(1);//<</script>",
    "<script x",
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<IMG SRC=&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil/x.css>",
    "<base href=//evil/>",
    "<style>*{background:url(//evil)}</style>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<p class='button primary' id='main'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><img title='</title><img src=x onerror=alert(1)>'>",
    "<!-- <script>alert(1)</script> -->",
    "<!--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://kes/1)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][1]\n\n[1]: data:text/html,<script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil/pixel.png)",
    "![x](//evil/pixel.png)",
    "![x](/files/../accounts/logout/)",
    '![x" onerror="alert(1)](/files/a.png)',
    '![x](/files/a.png "t" onerror="alert(1))',
    '[x](https://a.pl "t\\" onmouseover=\\"alert(1)")',
    '[x](https://a.pl/"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "<https://a.pl/?x='onclick=alert(1)>",
    "https://a.pl/\"onclick=alert(1)//'><script>",
    "www.a.pl/<script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "``` <script>alert(1)</script>\nx\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "```js onload=alert(1)\nx\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "# <script>alert(1)</script>",
    "# x {: onclick=alert(1) #main .button }",
    "x[^<script>]\n\n[^<script>]: <script>alert(1)</script>",
    'x[^"onclick="alert(1)]\n\n[^"onclick="alert(1)]: n',
    "| <script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | `<svg onload=alert(1)>` |",
    "> <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "**<script>**alert(1)**</script>**",
    "<br onload=alert(1)>",
    "<br/><script>alert(1)</script><br>",
    "\x02wzxhzdk:0\x03 <b>x</b>",
    "\u2028<script>alert(1)</script>\u2029",
    "＜script＞alert(1)＜/script＞",
]


@pytest.mark.parametrize("profile", ["post", "document"])
@pytest.mark.parametrize("text", CORPUS)
def test_attack_stays_text(text: str, profile: Profile) -> None:
    assert_harmless(render(text, profile=profile, prefix="c1").html)


@pytest.mark.parametrize("text", CORPUS)
def test_fallback_holds_nothing_but_paragraphs(text: str) -> None:
    assert {element.tag for element in Page(plain_html(text)).elements} <= {"p", "br"}


FRAGMENTS = [
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<", ">", '"', "'", "`", "```\n", "[", "](",
    ")", "![",
    "javascript:", "&#60;", "&lt;", "&", "\n", "\n\n", "    ", "- ", "# ", "> ", "|", "|-|-|\n", "[^1]",
    "]: ",
    "**", "_", "~~", "<!--", "-->", "<svg>", "<a href=", "\\", "\x00", "\x02", "\x03", "\r", "ż",
    "https://a.pl/",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_harmless(text: str) -> None:
    assert_harmless(render(text, profile="document", prefix="c1").html)


def test_links_do_not_vouch_for_their_target() -> None:
    page = Page(render("[x](https://a.pl) https://b.pl <c@d.pl>", profile="post").html)
    assert [link.attributes["rel"] for link in page.all("a")] == ["nofollow noopener"] * 3


def test_raw_html_is_shown_as_it_was_typed() -> None:
    page = Page(render("a <b>ważne</b> b", profile="post").html)
    assert page.one("p").text == "a <b>ważne</b> b"


def assert_harmless(html: str) -> None:
    assert "<script" not in html.lower()
    page = Page(html)
    assert not page.comments
    for element in page.elements:
        assert element.tag in ALLOWED, html
        assert set(element.attributes) <= ALLOWED[element.tag], html
        assert element.attributes.get("class", "anchor") in CLASSES
        assert re.fullmatch(r"c1-(h|p|fn|fnref)\d+(-\d+)?", element.attributes.get("id", "c1-h1"))
        assert SAFE_ADDRESS.match(element.attributes.get("href", "")), html
        assert re.fullmatch(r"(?!.*\.\.)/files/[\w./-]+", element.attributes.get("src", "/files/x")), html
