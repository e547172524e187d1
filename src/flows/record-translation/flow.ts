import { defineFlow } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { KeptRecord, RECORD_KEPT } from '#model/kept-record'
import { systemOf } from '#model/message'
import { FieldTables } from '#model/ports/field-tables'
import { judgeMeaning } from './judge-meaning.ts'

/** A record that the field table could not read is read again when somebody has mended the table. */
export const recordTranslation = defineFlow({
  name: 'record-translation',
  version: '1',
  purpose: 'A record in a system’s own words becomes events once the field table knows the words',
  owner: 'steward',
  on: [RECORD_KEPT],
  body: KeptRecord,
  target: { p95: seconds(30), p99: minutes(1) },

  facts: ({ plant, source }, { table, record }) => ({
    meaning: FieldTables.translation({ plant, system: systemOf(source), table, record }),
  }),

  decide: ({ body, facts: { meaning } }) => judgeMeaning(meaning, body),

  answered: () => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
