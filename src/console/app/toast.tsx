import { Button } from '@mantine/core'
import { hideNotification, showNotification } from '@mantine/notifications'
import { problemOf } from '../api/trouble.ts'
import { Mark } from '../parts/status.tsx'

let made = 0

/** What was done, in the past tense, with the way back where there is one. */
export function said(sentence: string, undo?: () => void): void {
  const id = `said-${++made}`
  showNotification({
    id,
    icon: <Mark tone="ok" shape="check" size={20} />,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <>
        {sentence}{' '}
        {undo ? (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              hideNotification(id)
              undo()
            }}
          >
            Undo
          </Button>
        ) : null}
      </>
    ),
  })
}

export const saidInPart = (title: string, sentences: readonly string[]): void => {
  showNotification({
    icon: <Mark tone="warn" shape="flag" size={20} />,
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    title,
    message: sentences.join(' '),
  })
}

export function saidFailed(error: unknown): void {
  const { title, detail } = problemOf(error)
  showNotification({
    icon: <Mark tone="bad" shape="stop" size={20} />,
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    title,
    message: detail,
  })
}
