import { useMantineColorScheme } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { tell } from '../api/ask.ts'
import { signedOut } from '../api/client.ts'
import { Icon } from '../parts/icons.tsx'
import { plain } from '../words/names.ts'
import look from './me.module.css'
import { LiveMark } from './live-mark.tsx'
import { usePlantName, useSession } from './session.tsx'

const schemes = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['auto', 'As the device'],
] as const

/** Who is signed in, as what; how the console looks; and the way out. */
export function Me({ id, onHelp }: { id: string; onHelp: () => void }) {
  const { name, login, grants, csrf } = useSession()
  const plantName = usePlantName()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const leave = useMutation({
    mutationFn: () => tell('/session', undefined, { csrf, method: 'DELETE' }),
    onSettled: signedOut,
  })
  return (
    <>
      <button type="button" className={look.button} popoverTarget={id} aria-label={`${name}: settings and signing out`}>
        <Icon name="person" />
        <span>{name}</span>
      </button>
      <div id={id} popover="auto" className={look.card}>
        <p className={look.name}>{name}</p>
        <p className="quiet">{login}</p>
        <ul className={look.grants}>
          {grants.map(({ role, plant }) => (
            <li key={role + plant}>
              {plain(role)} · {plant === '*' ? 'every plant' : plantName(plant)}
            </li>
          ))}
        </ul>
        <LiveMark className={look.live} />
        <fieldset className={look.schemes}>
          <legend>Colours</legend>
          {schemes.map(([scheme, word]) => (
            <label key={scheme}>
              <input
                type="radio"
                name={`${id}-scheme`}
                checked={colorScheme === scheme}
                onChange={() => setColorScheme(scheme)}
              />
              {word}
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className={look.line}
          onClick={() => {
            document.getElementById(id)?.hidePopover()
            onHelp()
          }}
        >
          <Icon name="keyboard" /> Keyboard help
        </button>
        <button type="button" className={look.line} onClick={() => leave.mutate()}>
          <Icon name="out" /> Sign out
        </button>
      </div>
    </>
  )
}
