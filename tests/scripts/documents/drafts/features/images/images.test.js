/** Pictures in the text: found, written, drawn in place of their Markdown; files taken from drop and paste. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { after, stateOf } from '../../editing.js'

const images = '../../../../../../platform/frontend/scripts/documents/drafts/features/images'
const { insertion, pictureHere, pictureMarkdown } = await import(`${images}/picture.js`)
const { pictures } = await import(`${images}/draw.js`)
const { picturesOf, takingPictures } = await import(`${images}/take.js`)

const ADDRESS = '/files/0b0c2f6e-1111-4222-8333-444455556666'

test('a picture at the caret is found with its description', () => {
  const state = stateOf(`Mapa: ![Mapa \\[gminy\\]|](${ADDRESS})`)
  assert.equal(pictureHere(state).description, 'Mapa [gminy]')
  assert.equal(pictureHere(state).address, ADDRESS)
})

test('a picture from elsewhere is none of ours', () => {
  assert.equal(pictureHere(stateOf('![x|](https://example.org/a.png)')), null)
  assert.equal(pictureHere(stateOf('![x|](/files/../secret)')), null)
})

test('a description cannot end early, and is one line', () => {
  assert.equal(pictureMarkdown('a ] b\n[c]', ADDRESS), `![a \\] b \\[c\\]](${ADDRESS})`)
})

for (const [name, before, expected] of [
  ['on an empty line', 'Jeden.\n\n|', 'Jeden.\n\n![x](a)|'],
  ['after its paragraph', 'Je|den.', 'Jeden.\n\n![x](a)|'],
  ['between paragraphs', 'Je|den.\n\nDwa.', 'Jeden.\n\n![x](a)|\n\nDwa.'],
  ['in a list', '- je|den', '- je![x](a)|den'],
]) {
  test(`a picture is put ${name}`, () => {
    assert.equal(
      after(before, (view) => view.dispatch(insertion(view.state, '![x](a)'))),
      expected,
    )
  })
}

test('the picture is drawn with its description, and can be described anew by who may write', () => {
  const edited = []
  const view = draw(`![Mapa](${ADDRESS})`, edited)
  const image = view.contentDOM.querySelector('img[src]')
  assert.equal(image.getAttribute('alt'), 'Mapa')
  view.contentDOM.querySelector('.draft-picture-words').click()
  assert.equal(edited.length, 1)
  assert.equal(pictureHere(view.state).description, 'Mapa')
  view.destroy()
})

test('who only reads sees no button', () => {
  const view = draw(`![Mapa](${ADDRESS})`, [], EditorState.readOnly.of(true))
  assert.equal(view.contentDOM.querySelector('.draft-picture-words'), null)
  view.destroy()
})

test('a pasted screenshot is taken, a picture beside copied words is not', () => {
  const taken = []
  const view = draw(
    '',
    [],
    takingPictures({ visual: () => true, take: (_view, files) => taken.push(...files), tell() {} }),
  )
  paste(view, { files: [{ type: 'image/png' }] })
  assert.equal(taken.length, 1)
  paste(view, { files: [{ type: 'image/png' }], html: '<p>Tabela z Excela</p>', plain: 'Tabela z Excela' })
  assert.equal(taken.length, 1)
  view.destroy()
})

test('only pictures among dropped files are taken', () => {
  const data = { files: [{ type: 'image/png' }, { type: 'application/pdf' }] }
  assert.equal(picturesOf(data).length, 1)
  assert.deepEqual(picturesOf(null), [])
})

function draw(doc, edited, more = []) {
  const state = stateOf('|', [pictures({ visual: () => true, edit: (view) => edited.push(view) }), more])
  const view = new EditorView({ state, parent: document.body })
  view.dispatch({ changes: { from: 0, insert: doc } })
  return view
}

function paste(view, { files, html = '', plain = '' }) {
  const event = new window.Event('paste', { bubbles: true, cancelable: true })
  event.clipboardData = {
    files,
    getData: (kind) => (kind === 'text/html' ? html : kind === 'text/plain' ? plain : ''),
  }
  view.contentDOM.dispatchEvent(event)
}
