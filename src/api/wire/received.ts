import type { WireRecord } from '../contract.ts'
import { titleOf } from '../pages/messages.ts'
import { planned, prepared, type Reader } from '../pages/reader.ts'

const readReceivedStatement = planned('read-received')
const listMade = prepared('list-made')

/** Which record: of a table, of plants (null is all), of a certain hash. */
interface Wish {
  readonly table?: string
  readonly plants: readonly string[] | null
  readonly sha256?: string | undefined
}

/** What a system sent, byte by byte, and what became of it; null when nothing was, or it is not kept any more. */
export async function readReceived(
  { database, home }: Pick<Reader, 'database' | 'home'>,
  { table, plants, sha256 }: Wish,
): Promise<WireRecord | null> {
  const [row] = await database.all<ReceivedRow>(readReceivedStatement, [home, table ?? null, plants, sha256 ?? null])
  if (!row) return null
  const made = await database.all<MadeRow>(listMade, [home, row.plant, row.sha256])
  return {
    sha256: row.sha256,
    fieldTable: row.field_table,
    plant: row.plant,
    system: row.system,
    receivedAt: row.received_at,
    text: row.bytes.toString('utf8'),
    became: made.map(({ message_id, type, id, progress }) => ({
      messageId: message_id,
      title: titleOf(type),
      id,
      progress,
    })),
  }
}

interface ReceivedRow {
  sha256: string
  field_table: string
  plant: string
  system: string
  received_at: string
  bytes: Buffer
}

interface MadeRow {
  message_id: string
  type: string
  id: string
  progress: WireRecord['became'][number]['progress']
}
