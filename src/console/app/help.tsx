import { Modal, Switch } from '@mantine/core'
import '@mantine/core/styles/Switch.css'
import look from './help.module.css'
import { turnKeys, useKeysAreOn } from './keys-switch.ts'

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'Search'],
  [['g', 't'], 'Go to Today'],
  [['g', 'e'], 'Go to Exceptions'],
  [['g', 'a'], 'Go to Approvals'],
  [['g', 'm'], 'Go to Messages'],
  [['g', 'o'], 'Go to Orders'],
  [['g', 'f'], 'Go to Field tables'],
  [['g', 'l'], 'Go to Alerts'],
  [['g', 'r'], 'Go to Rules'],
  [['g', 'p'], 'Go to Replays'],
  [['g', 'h'], 'Go to Retention'],
  [['g', 'b'], 'Go to Breakdowns'],
  [['g', 'u'], 'Go to Schedule'],
  [['g', 'w'], 'Go to Windows'],
  [['g', 'n'], 'Go to Machines'],
  [['g', 'k'], 'Go to Work orders'],
  [['g', 'd'], 'Go to Parts'],
  [['g', 's'], 'Go to Assets'],
  [['g', 'c'], 'Go to Access'],
  [['j'], 'Next row'],
  [['k'], 'Row before'],
  [['Enter'], 'Open the row'],
  [['x'], 'Select the exception'],
  [['?'], 'This help'],
  [['Esc'], 'Close a dialog'],
]

export function Help({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const on = useKeysAreOn()
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={look.keys}>
        {keys.map(([pressed, what]) => (
          <div key={what}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        checked={on}
        onChange={(event) => turnKeys(event.currentTarget.checked)}
        label="Single letters are shortcuts"
      />
    </Modal>
  )
}
