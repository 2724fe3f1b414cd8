import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, source, visual } from '../editing.js'
import {
  backspace,
  deleteForward,
  enter,
  home,
  indentItems,
  softEnter,
} from '../../../../../platform/frontend/scripts/documents/drafts/format/keys.js'

const cases = [
  ['Enter begins a paragraph', enter(visual), 'Ala ma|', 'Ala ma\n\n|'],
  ['Enter takes no space along', enter(visual), 'Ala| ma', 'Ala\n\n|ma'],
  ['Enter on a blank line adds one line', enter(visual), 'Ala\n\n|\n\nkot', 'Ala\n\n\n|\n\nkot'],
  ['Enter in source mode is Enter', enter(source), 'Ala|ma', 'Ala\n|ma'],
  ['Enter after a heading begins a paragraph', enter(visual), '## Tytuł|', '## Tytuł\n\n|'],
  ['Enter goes on with a bullet list', enter(visual), '- jeden|', '- jeden\n- |'],
  ['Enter counts on', enter(visual), '9. jeden|', '9. jeden\n10. |'],
  ['Enter goes on with an inner list', enter(visual), '- a\n    - b|', '- a\n    - b\n    - |'],
  ['Enter goes on with a list in a quote', enter(visual), '> - a|', '> - a\n> - |'],
  ['Enter makes the next task open', enter(visual), '- [x] a|', '- [x] a\n- [ ] |'],
  ['Enter in an empty item ends the list', enter(visual), '- a\n- |', '- a\n\n|'],
  ['Enter in an empty inner item goes one step out', enter(visual), '- a\n    - |', '- a\n- |'],
  ['Enter begins a paragraph of the quote', enter(visual), '> a|', '> a\n>\n> |'],
  ['Enter keeps to one line in code', enter(visual), '```\na|\n```', '```\na\n|\n```'],
  ['Shift+Enter breaks the line', softEnter, 'a|b', 'a  \n|b'],
  ['Backspace joins paragraphs', backspace(visual), 'Ala\n\n|kot', 'Ala|kot'],
  ['Backspace takes a heading away', backspace(visual), '# |Tytuł', '|Tytuł'],
  ['Backspace takes an item out of its list', backspace(visual), '- a\n- |b', '- a\n\n|b'],
  ['Backspace takes a quoted line out', backspace(visual), '> |a', '|a'],
  ['Backspace elsewhere is left alone', backspace(visual), 'Al|a', 'Al|a'],
  ['Backspace in source mode is left alone', backspace(source), '# |a', '# |a'],
  ['Delete joins paragraphs', deleteForward(visual), 'Ala|\n\nkot', 'Ala|kot'],
  ['Delete drops the mark of what it joins', deleteForward(visual), 'Ala|\n\n- kot', 'Ala|kot'],
  ['Tab moves an item in', indentItems(1), '- a\n- b|', '- a\n    - b|'],
  ['Tab begins a new count', indentItems(1), '1. a\n2. b|', '1. a\n    1. b|'],
  ['Tab leaves the first item alone', indentItems(1), '- a|', '- a|'],
  ['Shift+Tab moves an item out', indentItems(-1), '- a\n    - b|', '- a\n- b|'],
]

for (const [name, command, before, expected] of cases) {
  test(name, () => assert.equal(after(before, command), expected))
}

test('Tab outside lists goes on to the page', () => {
  const results = []
  after('Ala|', (view) => results.push(indentItems(1)(view)))
  assert.deepEqual(results, [false])
})

test('Home before the first word of an item stays there', () => {
  const results = []
  for (const text of ['- |a', '- a|', '|a']) after(text, (view) => results.push(home(visual)(view)))
  assert.deepEqual(results, [true, false, true])
})
