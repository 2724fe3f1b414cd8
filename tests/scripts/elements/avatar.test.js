import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from '../page.js'

page('')
const { avatar, initials } = await import('../../../platform/frontend/scripts/elements/avatar.js')

test('initials are of the first and the last word', () => {
  assert.equal(initials('Żaneta Maria Ćwiklińska'), 'ŻĆ')
  assert.equal(initials('„Źródełko” sp. z o.o.'), 'SO')
  assert.equal(initials('Olga'), 'O')
  assert.equal(initials(''), '?')
})

test('the colour comes from the id, as on the server', () => {
  assert.equal(avatar({ id: 13, name: 'Anna Kowalska' }, 'small').className, 'avatar hue-5 avatar--small')
})
