import { Modal, Switch } from '@mantine/core'
import '@mantine/core/styles/Switch.css'
import look from './help.module.css'
import { turnKeys, useKeysAreOn } from './keys-switch.ts'
import { pages } from './pages.ts'

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['/'], 'Search'],
  ...pages.map(({ key, name }) => [['g', key], `Go to ${name}`] as const),
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
