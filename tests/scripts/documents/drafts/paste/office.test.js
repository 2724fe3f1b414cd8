/** Whole passages as Word, LibreOffice and Google Docs put them into the clipboard (clipboard/*.clip). */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { JSDOM } from 'jsdom'
import '../editing.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
const { htmlToMarkdown } = await import(`${drafts}/paste/html.js`)
const { writeNotes } = await import(`${drafts}/paste/notes.js`)
const { carried } = await import(`${drafts}/features/images/clipboard.js`)

const parse = (text) => new JSDOM(text).window.document
const read = (name) => readFileSync(new URL(`clipboard/${name}.clip`, import.meta.url), 'utf-8')
/** The letters of footnotes are drawn at random. */
const pasted = (html) => htmlToMarkdown(html, parse).replace(/\[\^[a-z]{2}(\d+)\]/g, '[^$1]')

test('Word: heading, footnote, nested list, table', () => {
  assert.equal(
    pasted(read('word')),
    [
      '# Diagnoza',
      'Zwykły **tekst** z przypisem[^1] w środku.',
      '- pierwszy\n    - zagnieżdżony\n- drugi',
      '| Działanie | Termin |\n| --- | --- |\n| Szkolenie kadry | 2027 |',
      '[^1]: Dz.U. 2024 poz. 1.',
    ].join('\n\n'),
  )
})

test('LibreOffice: heading, footnote, two lists in each other, table with an empty cell', () => {
  assert.equal(
    pasted(read('libreoffice')),
    [
      '## Cele',
      'Tekst z przypisem[^1].',
      '- jeden\n    - zagnieżdżony\n- dwa',
      '1. raz\n    1. raz a',
      '| A | B |\n| --- | --- |\n| a\\|1 |  |',
      '[^1]: Dz.U. 2024 poz. 1.',
    ].join('\n\n'),
  )
})

test('Google Docs: heading, bold, lists, a list of tasks, table', () => {
  assert.equal(
    pasted(read('google')),
    [
      '## Cele',
      '**Ważne** słowa z przypisem\\[1\\]',
      '- jeden\n    - zagnieżdżony\n- dwa',
      '- [x] zrobione',
      '| A | B |\n| --- | --- |\n| a1 | b1 |',
    ].join('\n\n'),
  )
})

test('a picture copied from a page of ours comes along, another one does not', () => {
  const ours = '<p>x</p><img src="https://kes.example.org/files/0b0c-11" alt="Mapa [gminy]">'
  assert.equal(pasted(ours), 'x\n\n![Mapa \\[gminy\\]](/files/0b0c-11)')
  assert.equal(pasted('<p>x</p><img src="https://example.org/a.png" alt="b">'), 'x')
})

test('labels of notes are new in every paste', () => {
  const labels = Array.from({ length: 20 }, () => writeNotes('\uE0001\uE002'))
  assert.ok(new Set(labels).size > 5)
})

test('pictures of LibreOffice travel in the HTML, those of Word in the RTF, those of Google not at all', () => {
  const hex = '89504e470d0a1a0a'.repeat(8)
  const rtf = `{\\rtf1{\\*\\shppict{\\pict\\picw10\\pngblip\\bliptag1{\\*\\blipuid 00aa}\n${hex}}}}`
  const word = carried(read('word'), rtf, parse)
  assert.deepEqual([word.files.length, word.missing], [1, 0])
  assert.ok(word.html.includes('src="picture:0"'))
  assert.equal(word.files[0].blob.type, 'image/png')
  assert.deepEqual(carried(read('word'), '', parse).missing, 1)
  assert.equal(carried(read('libreoffice'), '', parse).files.length, 1)
  assert.equal(carried(read('google'), '', parse).missing, 1)
})
