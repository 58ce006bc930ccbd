import type { Call } from '../../../pbx/call';
import { pause, type Clock } from '../../../pbx/clock';
import { CallFailed, mayPass, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { recordRoute } from '../api/names';

/** First and longest pause between two looks, in milliseconds. */
const FIRST_LOOK = 500;
const LONGEST_PAUSE = 10_000;

/** How long is waited, and what ends it before. */
export interface Wait {
	minutes: number;
	clock: Clock;
	stop: AbortSignal | undefined;
}

/**
 * Waits until a record that the PBX deletes in the background is not there any more.
 *
 * @param call the deletion, which the PBX has taken
 * @returns false when the execution was stopped meanwhile
 * @throws CallFailed when the record is still there in the end, or it cannot be seen
 */
export async function untilGone(
	session: Session,
	{ route, ids }: Call,
	{ minutes, clock, stop }: Wait,
): Promise<boolean> {
	const end = clock.now() + minutes * 60_000;
	for (let wait = FIRST_LOOK; ; wait = Math.min(LONGEST_PAUSE, wait * 2)) {
		const left = end - clock.now();
		if (!(await pause(clock, Math.max(0, Math.min(wait, left)), stop))) return false;
		const seen = await look(session, { method: 'GET', route: recordRoute(route), ids });
		if (seen === 'gone') return true;
		if (stop?.aborted) return false;
		if (clock.now() < end && (seen === 'there' || mayPass(seen.failure))) continue;
		throw new CallFailed({
			kind: 'lingering',
			message:
				seen === 'there'
					? `the PBX has taken the deletion, but the record is still there after ${minutes} min`
					: `the PBX has taken the deletion, but whether the record is gone cannot be seen: ${seen.failure.message}`,
			advice:
				'The PBX goes on deleting by itself. Look later whether the record is gone, or allow more minutes in Wait Until Gone.',
		});
	}
}

async function look(session: Session, call: Call): Promise<'gone' | 'there' | CallFailed> {
	return await session.send(call).then(
		() => 'there' as const,
		(error: unknown) => {
			if (!(error instanceof CallFailed)) throw error;
			return statusOf(error.failure) === 404 ? 'gone' : error;
		},
	);
}
