/** Hocuspocus with a folder of state files: node hocuspocus.mjs PORT FOLDER; its own default times of storing. */
import fs from 'node:fs'
import path from 'node:path'
import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'

const [port, folder] = process.argv.slice(2)
const place = (name) => path.join(folder, encodeURIComponent(name))

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  async onLoadDocument({ document, documentName }) {
    if (fs.existsSync(place(documentName)))
      Y.applyUpdate(document, await fs.promises.readFile(place(documentName)))
    return document
  },
  async onStoreDocument({ document, documentName }) {
    await fs.promises.writeFile(place(documentName), Y.encodeStateAsUpdate(document))
  },
})
await server.listen()
