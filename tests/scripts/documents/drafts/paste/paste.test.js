import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from '../editing.js'
import { clean, pieces } from '../../../../../platform/frontend/scripts/documents/drafts/paste/clean.js'
import { htmlToMarkdown } from '../../../../../platform/frontend/scripts/documents/drafts/paste/html.js'
import { insertText, readOf } from '../../../../../platform/frontend/scripts/documents/drafts/paste/paste.js'

const word = (level, sign, text) =>
  `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp;</span></span></span><![endif]>${text}</p>`

const cases = [
  ['headings and paragraphs', '<h2>Tytuł</h2><p>Ala</p><p>kot</p>', '## Tytuł\n\nAla\n\nkot'],
  ['bold, italic, strike', '<p>a <b>b</b> <em>c</em> <s>d</s></p>', 'a **b** *c* ~~d~~'],
  ['marks hug the words', '<p>a<b> b </b>c</p>', 'a **b** c'],
  ['neighbours of one style are one', '<p><b>a</b><b>b</b></p>', '**ab**'],
  [
    'styles instead of tags',
    '<p><span style="font-weight:700">a</span> <span style="font-style:italic">b</span></p>',
    '**a** *b*',
  ],
  ['a bold that says it is none', '<b style="font-weight:normal"><p>a</p><p>b</p></b>', 'a\n\nb'],
  ['a heading is bold by itself', '<h1><b>a</b></h1>', '# a'],
  [
    'links',
    '<p><a href="https://gov.pl/x">a</a> <a href="javascript:x()">b</a></p>',
    '[a](https://gov.pl/x) b',
  ],
  ['lists in lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n    - b\n- c'],
  ['lists beside items', '<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n    - b'],
  ['numbered from where it begins', '<ol start=3><li>a</li><li>b</li></ol>', '3. a\n4. b'],
  ['quotes', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  [
    'what is raised and lowered stays so',
    '<p>10<sup>6</sup> zł, 5 m<sup> 2</sup>, art. 12<sup>1</sup>, CO<sub>2</sub>, x<sup>n+1</sup></p>',
    '10⁶ zł, 5 m ², art. 12¹, CO₂, xⁿ⁺¹',
  ],
  [
    'raised with a style of its own, or by a style',
    '<p>10<sup><b>-</b>6</sup> 12<span style="vertical-align:super">1</span> H<span style="vertical-align:sub">2</span></p>',
    '10⁻⁶ 12¹ H₂',
  ],
  [
    'a raised link keeps its address',
    '<p>a<sup><a href="https://gov.pl/x">1</a></sup></p>',
    'a[¹](https://gov.pl/x)',
  ],
  [
    'what has no raised form, or is a sentence, stays on the line as a whole',
    '<p>1<sup>st</sup> a<sup>2*b</sup> x<sub>n</sub> b<sup>1234567890123</sup> c<sup>a<sub>1</sub></sup></p>',
    '1st a2\\*b xn b1234567890123 ca₁',
  ],
  ['line breaks', '<p>a<br>b</p>', 'a  \nb'],
  [
    'tables',
    '<table><tr><th>a</th><th>b|c</th></tr><tr><td><p>d</p></td><td></td></tr></table>',
    '| a | b\\|c |\n| --- | --- |\n| d |  |',
  ],
  [
    'merged cells are filled up',
    '<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>',
    '| a |  |\n| --- | --- |\n| b | c |',
  ],
  [
    'a cell over several rows leaves its column blank below',
    '<table><tr><td rowspan=2>Gmina A</td><td>2024</td><td>100</td></tr><tr><td>2025</td><td>200</td></tr><tr><td>B</td><td>2024</td><td>7</td></tr></table>',
    '| Gmina A | 2024 | 100 |\n| --- | --- | --- |\n|  | 2025 | 200 |\n| B | 2024 | 7 |',
  ],
  [
    'cells over rows and columns, in the middle and at the end',
    '<table><tr><td>a</td><td rowspan=2 colspan=2>b</td><td rowspan=3>c</td></tr><tr><td>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>',
    '| a | b |  | c |\n| --- | --- | --- | --- |\n| d |  |  |  |\n| e | f | g |  |',
  ],
  [
    'a cell ends with the head it is in, however many rows it claims',
    '<table><thead><tr><th rowspan=3>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>',
    '| a | b |\n| --- | --- |\n| c | d |',
  ],
  [
    'a table in a cell gives its words once',
    '<table><tr><td>a<table><tr><td>x</td><td>y</td></tr></table></td><td>b</td></tr></table>',
    '| a x y | b |\n| --- | --- |',
  ],
  [
    'a table in a frame of one cell is the table',
    '<table><tr><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>',
    '| x | y |\n| --- | --- |',
  ],
  [
    'signs that would become marks',
    '<p>2*3*4 [x] a_b _c_</p><p># nie tytuł</p><p>1. nie lista</p>',
    '2\\*3\\*4 \\[x\\] a_b \\_c\\_\n\n\\# nie tytuł\n\n1\\. nie lista',
  ],
  ['styles and scripts are no text', '<style>p{}</style><script>x</script><p>a</p>', 'a'],
  [
    'lists of Word',
    word(1, '1.', 'jeden') + word(2, 'a)', 'dwa') + word(1, '·', 'trzy'),
    '1. jeden\n    1. dwa\n- trzy',
  ],
  [
    'headings of Word',
    "<p class=MsoTitle>Raport</p><p style='mso-outline-level:2'>Dwa</p>",
    '# Raport\n\n## Dwa',
  ],
  [
    'paragraphs of Word',
    '<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p>',
    'a\n\nb',
  ],
]

for (const [name, html, expected] of cases) test(name, () => assert.equal(htmlToMarkdown(html), expected))

test('what nobody can see stays out, what Polish typography needs stays in', () => {
  assert.equal(clean('a\r\nb\rc\u00ADd\u200Be\uFEFF w\u00A0domu'), 'a\nb\ncde w\u00A0domu')
  assert.equal(clean('za\u0328b'), 'ząb')
  assert.equal(clean('👩\u200D🔬'), '👩\u200D🔬')
})

test('pieces never cut a character in two', () => {
  const text = 'a😀'.repeat(50)
  const cut = pieces(text, 50)
  assert.equal(cut.join(''), text)
  assert.ok(cut.every((piece) => piece.isWellFormed()))
})

test('a long paste is several changes', () => {
  const { view } = edit('|')
  const between = []
  insertText(view, 'ł'.repeat(600_000), () => between.push(view.state.doc.length))
  assert.equal(view.state.doc.length, 600_000)
  assert.deepEqual(between, [100_000, 200_000, 300_000, 400_000, 500_000])
  view.destroy()
})

test('plain text where HTML says nothing more, or in source mode', () => {
  const data = (html, plain) => ({ getData: (type) => (type === 'text/html' ? html : plain) })
  assert.deepEqual(readOf(data('<pre>a  b</pre>', 'a  b'), true), { html: '', plain: 'a  b' })
  assert.deepEqual(readOf(data('<p><b>a</b></p>', 'a'), true), { html: '<p><b>a</b></p>', plain: 'a' })
  assert.deepEqual(readOf(data('<p><b>a</b></p>', 'a'), false), { html: '', plain: 'a' })
})
