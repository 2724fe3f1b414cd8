// Answers for the Python tests what yjs itself would do. One JSON request a line, one JSON answer a line.
import readline from 'node:readline'
import { generate } from './generate.mjs'
import { judge, refused } from './judge.mjs'

const commands = { generate, judge, refused }

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { command, cases } = JSON.parse(line)
  process.stdout.write(JSON.stringify(cases.map(commands[command])) + '\n')
}
