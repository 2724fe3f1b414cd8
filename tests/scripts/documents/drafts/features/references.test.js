/** References in the editor: shown by their names in visual mode, honest about those that lead nowhere. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from '../editing.js'
import { EditorSelection, StateEffect } from '@codemirror/state'

const folder = '../../../../../platform/frontend/scripts/documents/drafts/features/references'
const { drawReferences, relabel } = await import(`${folder}/draw.js`)
const { Targets } = await import(`${folder}/targets.js`)

const LIST = {
  targets: [{ slug: 'tabela-a', kind: 'table', label: 'tabela 2', title: 'A' }],
  missing: 'donikąd',
}
const answer = (body, ok = true) => ({ ok, json: async () => body })
const targets = (get = async () => answer(LIST)) => new Targets('/targets', get)

function draw(text, list) {
  const { view } = edit(text)
  view.dispatch({
    effects: StateEffect.appendConfig.of(
      drawReferences({ visual: () => true, targets: list, known: () => list.load() }),
    ),
    selection: EditorSelection.cursor(0),
  })
  return view
}

const shown = (view) =>
  [...view.dom.querySelectorAll('.draft-reference')].map(({ textContent }) => textContent)

test('a reference is shown by what the server calls it', async () => {
  const list = targets()
  const view = draw('|Zob. [](#tabela-a) i [](#nic).', list)
  assert.deepEqual(shown(view), ['tabela-a', 'nic'])
  await list.load()
  view.dispatch({ effects: relabel.of(null) })
  assert.deepEqual(shown(view), ['tabela 2', '[donikąd: nic]'])
})

test('a reference under a former name is shown by the present one', async () => {
  const renamed = { ...LIST, targets: [{ ...LIST.targets[0], names: ['tabela-a', 'tabela-stara'] }] }
  const list = targets(async () => answer(renamed))
  await list.load()
  assert.deepEqual(shown(draw('|Zob. [](#tabela-stara).', list)), ['tabela 2'])
})

test('the source shows while the caret is in it', async () => {
  const list = targets()
  await list.load()
  const view = draw('|Zob. [](#tabela-a).', list)
  view.dispatch({ selection: { anchor: 8 } })
  assert.deepEqual(shown(view), [])
})

test('words of the writer stay words', async () => {
  const list = targets()
  await list.load()
  assert.deepEqual(shown(draw('|Zob. [tabeli #](#tabela-a).', list)), [])
})

test('without a network the names stay as they are written', async () => {
  for (const get of [async () => answer({}, false), async () => Promise.reject(new TypeError('offline'))]) {
    const list = targets(get)
    await list.load()
    assert.equal(list.loaded, false)
    assert.equal(list.label('tabela-a'), undefined)
  }
})

test('two that ask at once ask once', async () => {
  let asked = 0
  const list = targets(async () => ((asked += 1), answer(LIST)))
  await Promise.all([list.load(), list.load()])
  await list.load()
  assert.equal(asked, 1)
  await list.load({ fresh: true })
  assert.equal(asked, 2)
})
