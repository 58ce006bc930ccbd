import { untilGone } from '../../nodes/shared/records/gone.ts';
import { CallFailed } from '../../pbx/failures.ts';
import type { Session } from '../../pbx/session.ts';

/** Time that passes when somebody waits. */
class Clock {
	time = 0;
	now = () => this.time;
	sleep = async (time: number) => {
		this.time += time;
	};
}

const answered = (status: number) =>
	new CallFailed({ kind: 'answered', status, message: `it says ${status}`, advice: 'look' });

/** Waits for a record of which the looks give these statuses, the last one for good. */
async function wait(minutes: number, ...statuses: number[]) {
	const clock = new Clock();
	const looks: number[] = [];
	const send = async ({ route }: { route: string }) => {
		expect(route).toBe('/tenants/{id}');
		looks.push(clock.time);
		const status = statuses.length > 1 ? statuses.shift() : statuses[0];
		if (status !== 200) throw answered(status ?? 0);
		return { status, headers: {}, body: { id: '7' } };
	};
	const call = { method: 'POST' as const, route: '/tenants/{id}/destroy', ids: { id: '7' } };
	const session = { send } as unknown as Session;
	const gone = await untilGone(session, call, { minutes, clock, stop: undefined }).catch(
		(error: CallFailed) => error.failure,
	);
	return { gone, looks };
}

test('looks again after ever longer pauses, ten seconds at the most', async () => {
	const { gone, looks } = await wait(10, ...Array<number>(8).fill(200), 404);
	expect(gone).toBe(true);
	const pauses = looks.map((time, index) => time - (looks[index - 1] ?? 0));
	expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000]);
});

test('says that the record is still there when the time is over, and looks a last time then', async () => {
	const { gone, looks } = await wait(2, 200);
	expect(gone).toMatchObject({
		kind: 'lingering',
		message: 'the PBX has taken the deletion, but the record is still there after 2 min',
		advice: expect.stringMatching(/goes on deleting by itself.*allow more minutes/) as string,
	});
	expect(looks.at(-1)).toBe(120_000);
});

test('waits on while the PBX is away, and not where it says no', async () => {
	expect((await wait(5, 503, 200, 502, 404)).gone).toBe(true);
	const { gone, looks } = await wait(5, 200, 403, 404);
	expect(gone).toMatchObject({
		kind: 'lingering',
		message: expect.stringContaining('it says 403') as string,
	});
	expect(looks).toHaveLength(2);
});
