import type { App } from '#server/app.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import { startJobs } from '#server/jobs.ts';
import { openSendMail } from '#server/send-mail.ts';
import { sealPlainRows } from '#server/vault/seal-plain-rows.ts';
import { askForConsent } from './agreements/jobs.ts';
import { createChanges } from './changes/live/changes.ts';
import { settlePartings, tellOfParting, tellOfSeatJob } from './circles/jobs.ts';
import { tellOfDecision, tellOfRequest } from './decisions/jobs.ts';
import { tidy } from './doors/jobs.ts';
import { deleteExpiredRecordingsJob } from './exchange/jobs.ts';
import { listExchangePrompts } from './exchange/use-cases/find-exchange-prompts.ts';
import { listShippedLadders } from './ladders/use-cases/find-shipped-ladder.ts';
import {
  keepRoundsJob,
  lookAtCirclesAgain,
  lookForPlacesJob,
  mailRoundNotices,
  repairRoundJob,
  solveRoundJob,
} from './matching/jobs.ts';
import { forgetNudges, openSendNudges } from './nudges/jobs.ts';
import { eraseReturned } from './people/use-cases/erase-person.ts';
import { listShippedPlaybooks } from './playbooks/use-cases/find-shipped-playbook.ts';
import { expireSessions, forgetDrafts, settleDiscards } from './sessions/jobs.ts';
import { createHub } from './sessions/live/hub.ts';
import { listenToOtherNodes } from './sessions/live/listen.ts';
import { deleteExpiredFiles } from './sessions/use-cases/delete-expired-files.ts';
import { keepRetentionJob } from './sharing/jobs.ts';
import { writeReads } from './sharing/use-cases/note-read.ts';
import { listShippedSkills } from './skills/use-cases/find-shipped-skill.ts';
import { tellOfVisitJob } from './visits/jobs.ts';
import { listFields } from './welcome/use-cases/find-prompts.ts';

/** Starts what the features keep running beside the pages. Returns how to stop it. */
export async function startFeatures(
  app: App,
  { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string },
): Promise<() => Promise<void>> {
  // A text that cannot be read stops the start, with its place named, rather than somebody's session.
  listShippedPlaybooks();
  listShippedSkills();
  listFields();
  listShippedLadders();
  listExchangePrompts();
  await eraseReturned(app);
  const mail = openSendMail(app);
  const nudges = openSendNudges(app);
  // Jobs end sessions through it, so that whoever watches sees them end.
  app.hub = createHub(app.database);
  app.changes = createChanges();
  app.metrics.watchOpen(() => ({
    rooms: app.hub.size().rooms,
    streams: { rooms: app.hub.size().streams, changes: [...app.changes.listeners()].length },
  }));
  const jobs = await startJobs(app, {
    ownerUrl,
    tasks: {
      'send-mail': mail.task,
      'send-nudges': nudges.task,
      'forget-nudges': forgetNudges,
      tidy,
      'delete-expired-files': async () => void (await deleteExpiredFiles(app)),
      'delete-expired-recordings': deleteExpiredRecordingsJob,
      'expire-sessions': expireSessions,
      'settle-discards': settleDiscards,
      'forget-drafts': forgetDrafts,
      'settle-partings': settlePartings,
      'tell-of-parting': tellOfParting,
      'tell-of-seat': tellOfSeatJob,
      'ask-for-consent': askForConsent,
      'tell-of-decision': tellOfDecision,
      'tell-of-request': tellOfRequest,
      'tell-of-visit': tellOfVisitJob,
      'look-for-places': lookForPlacesJob,
      'solve-round': solveRoundJob,
      'repair-round': repairRoundJob,
      'seal-plain-rows': sealPlainRows,
      'mail-round-notices': mailRoundNotices,
      'keep-rounds': keepRoundsJob,
      'look-at-circles-again': lookAtCirclesAgain,
      'keep-retention': keepRetentionJob,
    },
    crontab: [
      '17 3 * * * tidy',
      '13 * * * * delete-expired-files',
      '19 * * * * delete-expired-recordings',
      '* * * * * expire-sessions',
      '* * * * * send-nudges',
      '37 3 * * * forget-nudges',
      '41 * * * * settle-discards',
      '29 * * * * forget-drafts',
      '7 * * * * settle-partings',
      '*/5 * * * * keep-rounds',
      '47 * * * * look-at-circles-again',
      '53 3 * * * seal-plain-rows',
      '31 4 * * * keep-retention',
    ].join('\n'),
  });
  await app.database.asWorker({}, (tx) =>
    enqueueJob(tx, { task: 'seal-plain-rows', payload: {}, key: 'seal-plain-rows' }),
  );
  const stopListening = listenToOtherNodes(app, appUrl);
  return async () => {
    await writeReads(app);
    await stopListening();
    await jobs.stop();
    mail.close();
    nudges.close();
  };
}
