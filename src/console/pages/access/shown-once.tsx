import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Deeds } from '../../parts/form-dialog.tsx'
import look from './dialogs.module.css'

/** A secret that is shown this once: it is not lost by a press beside it. */
export function ShownOnce({
  title,
  lead,
  text,
  name,
  onClose,
  children,
}: {
  title: string
  lead: string
  text: string
  name: string
  onClose: () => void
  children?: ReactNode
}) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className={look.form}>
        <p>{lead}</p>
        {children}
        <code className={look.secret} tabIndex={0} role="textbox" aria-readonly="true" aria-label={`The ${name}`}>
          {text}
        </code>
        <Deeds>
          <Button variant="default" onClick={onClose}>
            I have kept it
          </Button>
          <Button onClick={() => void copy()} data-autofocus>
            {copied ? 'Copied' : `Copy the ${name}`}
          </Button>
        </Deeds>
        <p className="unseen" role="status">
          {copied ? `The ${name} is copied.` : ''}
        </p>
      </div>
    </Modal>
  )
}
