import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { RulesBundle, RulesView } from '#api'
import { tell } from '../../api/ask.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import look from './bundles.module.css'
import { TakeBundle } from './take-bundle.tsx'

/** Rules on their way from hub to hub, as signed files; for whoever speaks for every plant. */
export function Bundles({ view }: { view: RulesView }) {
  const { signs, signers, may } = view.bundles
  const [text, setText] = useState<string>()
  // The same file may be chosen again: what it says may have been mended.
  const forget = useRef<() => void>(null)
  if (may.length === 0) return null
  return (
    <Sheet title="From hub to hub" aside="As signed files, for every plant">
      <div className={look.ways}>
        {may.includes('make') ? <Make version={view.version} signs={signs} /> : null}
        {may.includes('take') ? (
          <section aria-label="Take rules of another hub">
            <p>
              {signers.length > 0
                ? `Take the rules of another hub, signed by ${signers.join(' or ')}: you see what they change before they are proposed.`
                : 'This hub takes rules of no other: name those who may sign them in its estate, under signers, and start it again.'}
            </p>
            <FileButton
              resetRef={forget}
              accept="application/json,.json"
              onChange={(file) => void file?.text().then(setText).then(forget.current)}
            >
              {(props) => (
                <Button variant="default" disabled={signers.length === 0} {...props}>
                  Take a bundle…
                </Button>
              )}
            </FileButton>
          </section>
        ) : null}
      </div>
      {text === undefined ? null : <TakeBundle text={text} view={view} onClose={() => setText(undefined)} />}
    </Sheet>
  )
}

function Make({ version, signs }: { version: number; signs: boolean }) {
  const { csrf } = useSession()
  const make = useMutation({
    mutationFn: () => tell<RulesBundle>('/rules/bundle', undefined, { csrf }),
    onSuccess: ({ name, text }) => {
      save(name, text)
      said(`${name} says what version ${version} says, signed by this hub.`)
    },
  })
  return (
    <section aria-label="Rules for another hub">
      <p>
        {signs
          ? `Give another hub what holds here: version ${version}, signed by this hub. That it was made is written down.`
          : 'This hub signs no rules: name a private Ed25519 key in its estate, under bundleKey, and start it again.'}
      </p>
      <Button variant="default" disabled={!signs} loading={make.isPending} onClick={() => make.mutate()}>
        Download a signed bundle
      </Button>
      <Refusal error={make.error} />
    </section>
  )
}

/** A file that the browser puts where it puts downloads. */
function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  URL.revokeObjectURL(address)
}
