import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyRow } from '#api'
import { keysQuestion } from '../../api/questions/settings.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { KeyTable } from './key-table.tsx'
import look from './keys.module.css'
import { NewDevice } from './new-device.tsx'
import { NewKey } from './new-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

/** Systems that may hand events in, each with a key of its own. */
export function Keys() {
  const { data, error, refetch } = useQuery(keysQuestion)
  const [making, setMaking] = useState<'key' | 'device'>()
  const [revoking, setRevoking] = useState<KeyRow>()
  const plant = usePlant()
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />
  const here = data?.items.filter((key) => plant === '' || key.plant === plant) ?? []
  const valid = here.filter(({ state }) => state === 'valid')
  const ended = here.filter(({ state }) => state !== 'valid')
  const titleOf = (id: string) => data?.systems.find((one) => one.id === id)?.title ?? id
  return (
    <>
      <Sheet
        title="Keys of systems and devices"
        aside={
          data && data.mayManage.length > 0 ? (
            <div className={look.makes}>
              <Button size="compact-sm" variant="default" onClick={() => setMaking('device')}>
                New device…
              </Button>
              <Button size="compact-sm" onClick={() => setMaking('key')}>
                New key…
              </Button>
            </div>
          ) : null
        }
        flush
      >
        {!data ? (
          <Loading what="keys" lines={5} />
        ) : valid.length === 0 ? (
          <Nothing title="No system has a key">
            A system that hands events in needs one. Its key is shown once, when it is made.
          </Nothing>
        ) : (
          <KeyTable keys={valid} titleOf={titleOf} caption="Valid keys" onRevoke={setRevoking} />
        )}
        {ended.length > 0 ? (
          <div className={look.ended}>
            <Disclosure name={`${counted(ended.length, 'key')} ended`}>
              <KeyTable keys={ended} titleOf={titleOf} caption="Keys that have ended" />
            </Disclosure>
          </div>
        ) : null}
      </Sheet>
      {making === 'key' && data ? <NewKey list={data} onClose={() => setMaking(undefined)} /> : null}
      {making === 'device' && data ? <NewDevice list={data} onClose={() => setMaking(undefined)} /> : null}
      {revoking ? (
        <RevokeKey row={revoking} title={titleOf(revoking.system)} onClose={() => setRevoking(undefined)} />
      ) : null}
    </>
  )
}
