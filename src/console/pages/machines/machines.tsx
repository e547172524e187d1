import { useQuery } from '@tanstack/react-query'
import { machinesQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { BrokerList } from './broker-list.tsx'
import { FiringTable } from './firing-table.tsx'
import { MachineTable } from './machine-table.tsx'
import look from './machines.module.css'
import { RuleTable } from './rule-table.tsx'

/** What do machines say, which of them stand still by it, and are they heard at all? */
export function MachinesPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(machinesQuestion(plant))
  const standing = data?.machines.filter(({ told }) => told !== null && told.means !== 'warning').length ?? 0
  return (
    <>
      <PageHead title="Machines" tab="Machines" />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Sheet title="Brokers">
          <Loading what="machines" lines={6} />
        </Sheet>
      ) : data.brokers.length === 0 ? (
        <Sheet title="Brokers">
          <Nothing title="No machine is listened to">
            Machines stand here once the estate names a broker of MQTT, with its topics and the rules over them.
          </Nothing>
        </Sheet>
      ) : (
        <div className={look.sheets}>
          <Sheet title="Brokers" flush>
            <BrokerList brokers={data.brokers} />
          </Sheet>
          <Sheet
            title="Machines"
            aside={standing > 0 ? `${standing} ${standing === 1 ? 'stands' : 'stand'} still` : null}
            flush
          >
            {data.machines.length === 0 ? (
              <Nothing title="No machine has said anything yet">
                See that machines speak to the topics the estate names.
              </Nothing>
            ) : (
              <MachineTable machines={data.machines} brokers={data.brokers} />
            )}
          </Sheet>
          <Sheet title="What rules have told" aside="The newest first" flush>
            {data.firings.length === 0 ? (
              <Nothing title="No rule has told anything yet">A standstill stands here, with what made it one.</Nothing>
            ) : (
              <FiringTable firings={data.firings} />
            )}
          </Sheet>
          {data.rules.length > 0 ? (
            <Sheet title="Rules" aside="As the estate has them" flush>
              <RuleTable rules={data.rules} />
            </Sheet>
          ) : null}
        </div>
      )}
    </>
  )
}
