import type { IDataObject } from 'n8n-workflow';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { write } from '../../nodes/shared/records/write.ts';
import { Connection } from '../../pbx/connection.ts';
import type { CallFailed } from '../../pbx/failures.ts';
import { broken, FakePbx, type Exchange } from '../support/fakePbx.mts';

/** What happens to a write: done or not, answered or not. */
type Event = 'done' | 'lost after' | 'lost before' | number;

/** A PBX with tenants, whose writes meet one event after the other; the last one stays. */
function pbxWith(records: IDataObject[], events: Event[], obeysFilter = true) {
	let next = 0;
	const pbx = new FakePbx(async ({ method, path, body, query }: Exchange) => {
		const id = path.split('/')[2];
		if (method === 'GET' && !id) {
			const wanted = /eq '(.*?)'/.exec(String(query.get('filter')))?.[1];
			const items = records.filter(({ domain }) => !obeysFilter || domain === wanted);
			return [200, { count: items.length, items: items.map(short) }];
		}
		const record = records.find((each) => each.id === id);
		if (method === 'GET') return record ? [200, shown(record)] : [404];
		const event = events[Math.min(next++, events.length - 1)];
		if (typeof event === 'number') return [event];
		if (event !== 'lost before') {
			if (path.endsWith('/destroy')) records.splice(records.indexOf(record as IDataObject), 1);
			else if (record) Object.assign(record, body);
			else records.push({ id: String(records.length + 1), ...body });
		}
		return event === 'done' ? [200, { id: '1' }] : broken('read');
	});
	return pbx;
}
const short = ({ id, domain }: IDataObject) => ({ id, domain });
const shown = ({ password: _, ...record }: IDataObject) => record;

const acme = { name: 'Acme', domain: 'a.example', max_extensions: 5 };

async function run(pbx: FakePbx, value: 'create' | 'update' | 'delete', body: IDataObject = {}) {
	const operation = findOperation('tenant', value);
	if (!operation) throw new Error('no such operation');
	const { home } = await Connection.open(pbx.host(), {
		timeout: 1000,
		tries: 1,
		requestsPerMinute: 4500,
	});
	const ids: Record<string, string> = value === 'create' ? {} : { id: '1' };
	const call = { method: 'POST', route: operation.path, ids, body } as const;
	return await write(home, operation, call).then(
		(done) => ({ done }),
		({ open, failure, seen }: CallFailed) => ({ open, kind: failure.kind, seen }),
	);
}
const writes = (pbx: FakePbx) => pbx.log.filter(({ method }) => method === 'POST').length;

describe('a create', () => {
	test('that is answered is done, and nobody looks', async () => {
		const pbx = pbxWith([], ['done']);
		expect(await run(pbx, 'create', acme)).toEqual({ done: { id: '1' } });
		expect(pbx.log).toHaveLength(1);
	});

	test('that is refused is not looked up', async () => {
		const pbx = pbxWith([], [409]);
		expect(await run(pbx, 'create', acme)).toMatchObject({ open: false });
		expect(pbx.log).toHaveLength(1);
	});

	test('that never arrived is sent once more', async () => {
		const pbx = pbxWith([], ['lost before', 'done']);
		expect(await run(pbx, 'create', acme)).toEqual({ done: { id: '1' } });
		expect(writes(pbx)).toBe(2);
	});

	test('that was lost after another one was lost before is done: the record was not there', async () => {
		expect(await run(pbxWith([], ['lost before', 'lost after']), 'create', acme)).toEqual({
			done: { id: '1' },
		});
	});

	test('is not known to be done where the record may be an older one', async () => {
		const pbx = pbxWith([], ['lost after']);
		const result = await run(pbx, 'create', acme);
		expect(result).toMatchObject({ open: true });
		expect(result).toHaveProperty('seen', expect.stringContaining('ID 1'));
		expect(writes(pbx)).toBe(1);
	});

	test('that never arrived does not pass for an equal record that is older', async () => {
		const pbx = pbxWith([{ id: '9', ...acme }], ['lost before']);
		expect(await run(pbx, 'create', acme)).toMatchObject({ open: true });
		expect(writes(pbx)).toBe(1);
	});

	test('is not another record that came in meanwhile', async () => {
		const records: IDataObject[] = [];
		const pbx = pbxWith(records, ['lost before', 409]);
		const operation = run(pbx, 'create', acme);
		// Somebody else is faster, with other values.
		pbx.latency = 1;
		await new Promise((resolve) => setTimeout(resolve, 2));
		records.push({ id: '9', ...acme, max_extensions: 77 });
		expect(await operation).not.toHaveProperty('done');
	});

	test('is found by its own domain where the PBX takes no notice of the filter', async () => {
		const pbx = pbxWith(
			[{ id: '9', ...acme, domain: 'b.example' }],
			['lost before', 'done'],
			false,
		);
		expect(await run(pbx, 'create', acme)).toEqual({ done: { id: '1' } });
		expect(writes(pbx)).toBe(2);
	});

	test('of which two records are there is not known', async () => {
		const pbx = pbxWith(
			[
				{ id: '8', ...acme },
				{ id: '9', ...acme },
			],
			['lost before'],
		);
		const result = await run(pbx, 'create', acme);
		expect(result).toMatchObject({ open: true });
		expect(result).toHaveProperty('seen', expect.stringContaining('ID 8, 9'));
	});

	test('without its key is not looked up', async () => {
		const pbx = pbxWith([], ['lost before']);
		expect(await run(pbx, 'create', { name: 'Acme' })).toMatchObject({ open: true });
		expect(pbx.log).toHaveLength(1);
	});

	test('that met 500 is not sent again', async () => {
		const pbx = pbxWith([], [500]);
		expect(await run(pbx, 'create', acme)).toMatchObject({ open: true });
		expect(writes(pbx)).toBe(1);
	});
});

describe('an update', () => {
	const held = () => [{ id: '1', ...acme }];

	test('that was done counts as done', async () => {
		const pbx = pbxWith(held(), ['lost after']);
		expect(await run(pbx, 'update', { max_extensions: 9 })).toEqual({ done: undefined });
		expect(writes(pbx)).toBe(1);
	});

	test('that was not done is sent once more', async () => {
		const pbx = pbxWith(held(), ['lost before', 'done']);
		expect(await run(pbx, 'update', { max_extensions: 9 })).toEqual({ done: { id: '1' } });
		expect(writes(pbx)).toBe(2);
	});

	test('with something that the PBX does not show is not known', async () => {
		const pbx = pbxWith(held(), ['lost before']);
		expect(await run(pbx, 'update', { name: 'Acme', new_field: 'x' })).toMatchObject({
			open: true,
		});
		expect(writes(pbx)).toBe(1);
	});

	test('that stays lost is not known, and not sent a third time', async () => {
		const pbx = pbxWith(held(), ['lost before']);
		expect(await run(pbx, 'update', { max_extensions: 9 })).toMatchObject({ open: true });
		expect(writes(pbx)).toBe(2);
	});
});

describe('a delete', () => {
	test('that was done counts as done', async () => {
		const pbx = pbxWith([{ id: '1', ...acme }], ['lost after']);
		expect(await run(pbx, 'delete')).toEqual({ done: undefined });
		expect(writes(pbx)).toBe(1);
	});

	test('that was not done is sent once more', async () => {
		const pbx = pbxWith([{ id: '1', ...acme }], ['lost before', 'done']);
		expect(await run(pbx, 'delete')).toEqual({ done: { id: '1' } });
		expect(writes(pbx)).toBe(2);
	});
});
