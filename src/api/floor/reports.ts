import type { DeviceKey } from '#governance/keys'
import { callerWith } from '../door/judge-event.ts'
import { prepared } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { route } from '../routes/route.ts'
import { FloorReports, ReportsQuery } from './contract.ts'
import { type ReportRow, verdictOn } from './verdict.ts'

const readFloorReports = prepared('read-floor-reports')

export const reportsRoute = route(
  {
    name: 'readFloorReports',
    method: 'GET',
    path: '/api/v1/floor/reports',
    access: 'device',
    summary: 'What became of events that this device handed in; of others it learns nothing',
    query: ReportsQuery,
    answer: FloorReports,
  },
  async ({ device, query }, parts) => ({ items: (await reportsOf(device, query.ids, parts)).map(verdictOn) }),
)

function reportsOf(device: DeviceKey, ids: readonly string[], { database, home, now }: ApiParts) {
  const { source, receivedFrom } = callerWith(device, now())
  return database.all<ReportRow>(readFloorReports, [home, source, ids, receivedFrom])
}
