/** Headings are spoken under the chapter's title, whatever marks their authors chose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Text } from '@codemirror/state'
import { spokenLevel } from '../../../../../platform/frontend/scripts/documents/drafts/visual/levels.js'

const doc = (...lines) => Text.of(lines)

test('the highest heading of a text is spoken as level two', () => {
  const text = doc('### Ludność', '', 'tekst', '#### Starzenie', '## nie')
  assert.equal(spokenLevel(text, 2), 2)
  assert.equal(spokenLevel(text, 3), 3)
  assert.equal(spokenLevel(doc('### Ludność', '#### Starzenie'), 4), 3)
})

test('a hash without a blank is no heading', () => assert.equal(spokenLevel(doc('#tag', '### A'), 3), 2))

test('a text without headings changes nothing for an underlined one', () =>
  assert.equal(spokenLevel(doc('A', '==='), 1), 2))
