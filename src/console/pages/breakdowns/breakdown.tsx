import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BreakdownView } from '#api'
import { failureWord } from '#model/failure-codes'
import { breakdownsQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Lines } from '../../parts/facts.tsx'
import { Gap, Moment } from '../../parts/moment.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { blockStatus, breakdownStatus, lostText } from '../../words/breakdowns.ts'
import { AtRisk } from './at-risk.tsx'
import look from './breakdowns.module.css'
import { Deeds, Say, type Word } from './say.tsx'
import { Said } from './said.tsx'

const route = getRouteApi('/inside/breakdowns/$asset')

/** One breakdown: who said what when, what Odoo carries of it, whose order it makes late, and saying more. */
export function BreakdownPage() {
  const { asset } = route.useParams()
  const { plant: wished, number } = route.useSearch()
  const own = usePlant()
  const plant = wished ?? own
  const { data, error, refetch } = useQuery(breakdownsQuestion(plant))
  const mine = data?.breakdowns.filter((one) => one.asset === asset) ?? []
  const one = mine.find((each) => `${each.number}` === number) ?? mine[0]
  if (one)
    return (
      <OnePlant plant={one.plant}>
        <Known one={one} mayManage={data!.mayManage.includes(one.plant)} />
      </OnePlant>
    )
  return (
    <>
      <PageHead title={asset} tab={asset} />
      {error ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <Sheet title="What was said">
          {data ? (
            <Nothing title="It has not stood still">
              <Link to="/breakdowns">All breakdowns</Link>
            </Nothing>
          ) : (
            <Loading what="the breakdown" lines={6} />
          )}
        </Sheet>
      )}
    </>
  )
}

function Known({ one, mayManage }: { one: BreakdownView; mayManage: boolean }) {
  const [word, setWord] = useState<Word>()
  const { name, asset } = one
  return (
    <>
      <PageHead title={name} tab={name} aside={<StatusWord of={breakdownStatus(one)} size={17} />}>
        <p className={look.back}>
          <Link to="/breakdowns">All breakdowns</Link>
          {name === asset ? null : <span className="quiet">{asset}</span>}
        </p>
      </PageHead>
      <div className={look.columns}>
        <div className={look.sheets}>
          <Sheet title="Orders and promises" flush>
            <AtRisk one={one} />
          </Sheet>
          <Sheet title="What was said" aside="In the order in which it happened" flush>
            <Said one={one} />
          </Sheet>
        </div>
        <Sheet title="The standstill">
          <About one={one} />
          {mayManage ? <Deeds one={one} onSay={setWord} /> : null}
        </Sheet>
      </div>
      {word ? <Say one={one} word={word} onClose={() => setWord(undefined)} /> : null}
    </>
  )
}

function About({ one }: { one: BreakdownView }) {
  const { plant, asset, from, until, reason, failure, voided, order, block, isFailure, isCounted, lacksCode } = one
  const lost = lostText(one)
  return (
    <Lines
      of={[
        ['Since', <Moment key="from" at={from} plant={plant} shape="seconds" />],
        until === null
          ? false
          : [
              'Until',
              <span key="until">
                <Moment at={until} plant={plant} shape="seconds" />, after <Gap from={from} to={until} />
              </span>,
            ],
        ['Reason', reason ?? <span className="quiet">nobody has said</span>],
        voided ? ['False alarm', `${voided.by}: ${voided.reason}`] : false,
        failure?.mode || lacksCode
          ? ['Failure mode', failure?.mode ? `${failure.mode}: ${failureWord('mode', failure.mode)}` : 'missing']
          : false,
        failure?.mechanism ? ['Mechanism', failureWord('mechanism', failure.mechanism)] : false,
        failure?.cause ? ['Cause', failureWord('cause', failure.cause)] : false,
        failure?.detection ? ['Found by', failureWord('detection', failure.detection)] : false,
        order ? ['Maintenance order', order] : false,
        [
          'In Odoo',
          <span key="erp" className={look.erp}>
            <StatusWord of={blockStatus(one)} />
            {block && block.erp !== 'free' ? (
              <span className={look.quietly}>
                {block.workCentre.name}, until <Moment at={block.to} plant={plant} />
                {until === null ? ', longer while it lasts' : ''}
              </span>
            ) : null}
            {block ? null : (
              <Link to="/assets" search={{ map: asset, plant }}>
                Say which work centre it is
              </Link>
            )}
          </span>,
        ],
        lost
          ? [
              'Lost in Odoo',
              one.counted?.link ? (
                <a key="lost" href={one.counted.link}>
                  {lost}
                </a>
              ) : (
                lost
              ),
            ]
          : false,
        [
          'Counted by reliability',
          isCounted
            ? 'yes'
            : voided
              ? 'no: a false alarm'
              : isFailure
                ? 'no: not coded yet'
                : 'no: nobody says that it failed',
        ],
      ]}
    />
  )
}
