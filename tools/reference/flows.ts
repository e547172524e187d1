import { flows } from '../../src/flows/index.ts'
import { catalogue } from '../../src/model/catalogue.ts'
import { code, tableOf } from './markdown.ts'
import { fieldsOf } from './shape.ts'

const inSeconds = (milliseconds: number): string =>
  milliseconds < 60_000 ? `${milliseconds / 1000} s` : `${milliseconds / 60_000} min`

/** Every use case in one line. */
export const listOfFlows = (): string =>
  tableOf(
    ['flow', 'purpose', 'for', 'p95', 'p99'],
    flows.map(({ name, purpose, owner, target }) => [
      `[${name}](#${name})`,
      purpose,
      owner,
      inSeconds(target.p95),
      inSeconds(target.p99),
    ]),
  )

/** Each use case with the events that start it and what they carry. */
export const eachFlow = (): string =>
  flows
    .map(({ name, version, purpose, on }) => {
      const kinds = on.map((type) => catalogue.find((kind) => kind.type === type))
      const events = on.map((type, at) => {
        const kind = kinds[at]
        if (!kind) return `Started by ${code(type)}, which the hub itself writes down.`
        const turn =
          kind.nature === 'transition'
            ? 'A transition: judged in the order of its lane.'
            : 'A movement: any order will do.'
        const back = kind.takenBackBy ? ` Taken back by ${code(kind.takenBackBy)}.` : ''
        return `Started by ${code(type)}, _${kind.title}_. ${turn}${back} Writes ${code(kind.writes)}.`
      })
      const schema = kinds.find((kind) => kind)?.schema
      return [`### ${name}`, `${purpose}. Version ${version}.`, ...events, fieldsOf(schema)]
        .filter(Boolean)
        .join('\n\n')
    })
    .join('\n\n')
