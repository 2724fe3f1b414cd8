// What yjs makes of given updates: the text, or its refusal.
import * as Y from 'yjs'
import { pack, unpack } from './bytes.mjs'

export function judge({ updates }) {
  const doc = new Y.Doc()
  try {
    updates.forEach((update) => Y.applyUpdate(doc, unpack(update)))
  } catch (error) {
    return { error: String(error) }
  }
  return {
    text: doc.getText('text').toString(),
    roots: [...doc.share.keys()],
    vector: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc))),
    pending: Boolean(doc.store.pendingStructs || doc.store.pendingDs),
    state: pack(Y.encodeStateAsUpdate(doc)),
  }
}

// Where given places of a document are, and how yjs would write each place down.
export function positions({ state, places }) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, unpack(state))
  return places.map(([index, assoc]) =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(doc.getText('text'), index, assoc)),
  )
}

// Updates that yjs writes and this engine must not take: everything that is not plain text.
export function refused({ kind }) {
  const doc = new Y.Doc()
  doc.clientID = 7
  const text = doc.getText('text')
  const makers = {
    format: () => text.insert(0, 'bold', { bold: true }),
    embed: () => text.insertEmbed(0, { image: 'x.png' }),
    map: () => doc.getMap('text').set('key', 'value'),
    nested: () => doc.getArray('text').insert(0, [new Y.Text('inner')]),
    binary: () => doc.getArray('text').insert(0, [new Uint8Array([1])]),
    root: () => doc.getText('other').insert(0, 'elsewhere'),
    any: () => doc.getArray('text').insert(0, [1, 2]),
    subdocument: () => doc.getArray('text').insert(0, [new Y.Doc()]),
    return: () => text.insert(0, 'a\r\nb'),
    nul: () => text.insert(0, 'a\0b'),
  }
  if (['map', 'nested', 'binary', 'any', 'subdocument'].includes(kind)) return pack(untyped(kind))
  makers[kind]()
  return pack(Y.encodeStateAsUpdate(doc))
}

function untyped(kind) {
  const doc = new Y.Doc()
  doc.clientID = 7
  if (kind === 'map') doc.getMap('text').set('key', 'value')
  else
    doc
      .getArray('text')
      .insert(
        0,
        {
          nested: [new Y.Text('inner')],
          binary: [new Uint8Array([1])],
          any: [1, 2],
          subdocument: [new Y.Doc()],
        }[kind],
      )
  return Y.encodeStateAsUpdate(doc)
}
