/** Footnotes, tasks, no-break spaces, quieter views: what they do to the text and what they leave alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EditorView } from '@codemirror/view'
import { after, stateOf } from '../editing.js'

const drafts = '../../../../../platform/frontend/scripts/documents/drafts'
globalThis.localStorage ??= { getItem: () => null, setItem() {}, removeItem() {} }
const { freeLabel, markAt, marksIn, numbersOf, otherEnd } = await import(
  `${drafts}/features/footnotes/notes.js`
)
const { insertNote } = await import(`${drafts}/features/footnotes/footnotes.js`)
const { tick } = await import(`${drafts}/features/tasks/index.js`)
const { typography } = await import(`${drafts}/features/typography/index.js`)
const { toggleTasks } = await import(`${drafts}/format/blocks.js`)
const host = { announce() {}, language: 'pl', source: () => false, presence: { others: [] } }

test('marks and notes are found, those in code are not', () => {
  const marks = marksIn('Słowa[^1] i `kod[^2]`.\n\n```\n[^3]\n```\n\n[^1]: Nota.')
  assert.deepEqual(
    marks.map(({ label, note }) => [label, note]),
    [
      ['1', false],
      ['1', true],
    ],
  )
})

test('numbers follow the text, whatever the labels are', () => {
  const marks = marksIn('a[^9] b[^2] c[^9]\n\n[^2]: x\n[^9]: y')
  assert.deepEqual(
    [...numbersOf(marks)],
    [
      ['9', 1],
      ['2', 2],
    ],
  )
})

test('two people who add notes at once do not take one label', () => {
  assert.equal(freeLabel(marksIn('a[^1]'), true), '2')
  const random = [0, 0.5]
  assert.equal(
    freeLabel(marksIn('a[^1]'), false, () => random.shift()),
    '2an',
  )
})

test('from a mark to its note and back', () => {
  const text = 'Słowa[^1] dalej.\n\n[^1]: Nota.'
  const marks = marksIn(text)
  assert.equal(otherEnd(marks, marks[0]), text.indexOf('Nota.'))
  assert.equal(otherEnd(marks, marks[1]), text.indexOf(' dalej'))
  assert.equal(markAt(marks, text.indexOf('Nota.') + 3, { from: text.indexOf('[^1]:') }), marks[1])
  assert.equal(otherEnd(marksIn('x[^1]'), { label: '1', note: false }), null)
})

test('a footnote gets its mark at the caret and its note at the end', () => {
  const note = (view) => insertNote(view, true)
  assert.equal(after('Słowa| dalej.\n', note), 'Słowa[^1] dalej.\n\n[^1]: |')
  assert.equal(after('Słowa|', note), 'Słowa[^1]\n\n[^1]: |')
  assert.equal(after('A[^1] b| c\n\n[^1]: Nota.', note), 'A[^1] b[^2] c\n\n[^1]: Nota.\n[^2]: |')
})

test('a task is ticked and unticked by one letter', () => {
  const ticked = (view) => tick(host, view, view.state.selection.main.head)
  assert.equal(after('- [ ] zada|nie', ticked), '- [x] zada|nie')
  assert.equal(after('- [x] zada|nie', ticked), '- [ ] zada|nie')
  assert.equal(after('- zada|nie', ticked), '- zada|nie')
})

test('paragraphs become tasks and paragraphs again', () => {
  assert.equal(after('⟦jeden\n\ndwa⟧', toggleTasks).replace(/[⟦⟧]/g, ''), '- [ ] jeden\n- [ ] dwa')
  assert.equal(after('- [ ] jed|en', toggleTasks), 'jed|en')
  assert.equal(after('- jed|en', toggleTasks), '- [ ] jed|en')
})

for (const [name, before, expected] of [
  ['after a one-letter word', 'Praca w |', 'Praca w\u00a0d|'],
  ['at the beginning of a line', 'W |', 'W\u00a0d|'],
  ['in a bracket', '(i |', '(i\u00a0d|'],
  ['not after a longer word', 'Praca dla |', 'Praca dla d|'],
  ['not in code', '`w |`', '`w d|`'],
  ['not after a letter that is a sign', 'punkt b |', 'punkt b d|'],
]) {
  test(`a no-break space ${name}`, () => {
    const state = stateOf(before, typography(host).extensions)
    const view = new EditorView({ state })
    withInsert(view, 'd')
    const { head } = view.state.selection.main
    const doc = view.state.doc.toString()
    assert.equal(`${doc.slice(0, head)}|${doc.slice(head)}`, expected)
    view.destroy()
  })
}

test('the space is a step of its own, to be undone alone', () => {
  const events = []
  const listen = EditorView.updateListener.of(({ transactions }) =>
    transactions.forEach((tr) => tr.docChanged && events.push(tr.isUserEvent('input.format'))),
  )
  const view = new EditorView({ state: stateOf('Praca w |', [typography(host).extensions, listen]) })
  withInsert(view, 'd')
  assert.deepEqual(events, [false, true])
  view.destroy()
})

test('other languages have no such rule', () => {
  const english = typography({ ...host, language: 'en' })
  assert.equal(english.extensions, undefined)
  assert.deepEqual(
    english.tools.map(({ name }) => name),
    ['no-break-space'],
  )
})

/** As the library gives it to input handlers: with a function that makes the plain insertion. */
function withInsert(view, text) {
  const { from, to } = view.state.selection.main
  const insert = () =>
    view.state.update({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.type',
    })
  const taken = view.state
    .facet(EditorView.inputHandler)
    .some((handle) => handle(view, from, to, text, insert))
  if (!taken) view.dispatch(insert())
}
