import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { fullSetup } from '../support/setupSample.mts';
import { isWrite } from './spoilt.mts';
import { apply, counts } from './world.mts';

/** Documents from an evil or a careless hand: each is refused before anything is written, or read as it was meant. */

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

type Document = Record<string, IDataObject[]> & { tenant: IDataObject };
type Change = (all: Document) => unknown;
const changed = (change: Change): IDataObject => {
	const document = fullSetup() as unknown as Document;
	change(document);
	return document as unknown as IDataObject;
};
const withProto = (value: object) =>
	JSON.parse(JSON.stringify(value).replace('{', '{"__proto__":{"role":"Admin"},')) as IDataObject;
const deep = (levels: number): IDataObject => {
	const top: IDataObject = {};
	for (let at = top, level = 0; level < levels; level++) at = (at.a = {}) as IDataObject;
	return top;
};

async function run(document: unknown): Promise<string> {
	const connection = await connect(simulator);
	simulator.log.length = 0;
	try {
		return JSON.stringify(counts(await apply(connection, document as IDataObject)));
	} catch (error) {
		const { message, advice } = error as Error & { advice?: string };
		return `${message} ${advice ?? ''}`;
	} finally {
		await connection.tenants.close();
	}
}
const writes = () =>
	simulator.log
		.map(({ method, path }) => `${method} ${path.replace(/^\/api/, '')}`)
		.filter(isWrite);

const REFUSED: Array<[what: string, change: Change, says: string]> = [
	['a prototype', (all) => (all.extensions[0] = withProto(all.extensions[0])), '__proto__'],
	[
		'a prototype deep inside',
		(all) => (all.ring_groups[0].no_answer_forward_rule = withProto({ action: 'HANGUP' })),
		'ring_groups.0.no_answer_forward_rule',
	],
	['no end', (all) => (all.ring_groups[0].deep = deep(20_000)), 'objects within objects'],
	['a circle', (all) => (all.ring_groups[0].own = all.ring_groups[0]), 'objects within objects'],
	['a number that is an object', (all) => (all.extensions[0].extension_number = {}), 'lacks'],
	['a number that is a switch', (all) => (all.extensions[0].extension_number = true), 'lacks'],
	['a name that is a list', (all) => (all.user_groups[0].name = ['a']), 'lacks "name"'],
	['a name that is null', (all) => (all.user_groups[0].name = null), 'lacks "name"'],
	['blanks for a domain', (all) => (all.tenant.domain = '  '), 'must be an object with "domain"'],
	['an ID in an entry', (all) => (all.ring_groups[0].id = '812345678900000001'), 'has an "id"'],
	['an ID of the tenant', (all) => (all.tenant.id = '812345678900000001'), 'has an "id"'],
	['a version to come', (all) => Object.assign(all, { version: 2 }), 'has the version 2'],
	[
		'the whole item of Export',
		(all) => {
			const document = { ...all };
			for (const name of Object.keys(all)) delete (all as Partial<Document>)[name];
			Object.assign(all, { tenant_id: '1', document });
		},
		'in its field "document"',
	],
	[
		'a part as a text',
		(all) => Object.assign(all, { extensions: '[{"extension_number":"101"}]' }),
		'must be a list of objects',
	],
	[
		'the same group in capitals and with blanks',
		(all) => all.user_groups.push({ name: ' SALES ' }),
		'twice',
	],
	[
		'the same number with digits of another keyboard',
		(all) => all.extensions.push({ ...all.extensions[0], extension_number: '１０１', name: 'x' }),
		'101 stands twice',
	],
	[
		'the same number as a spreadsheet writes it',
		(all) => all.extensions.push({ ...all.extensions[0], extension_number: '101.0', name: 'x' }),
		'101 stands twice',
	],
	[
		'one username for two',
		(all) => (all.extensions[1].name = 'Person.0'),
		'No two have the same "Username"',
	],
	[
		'one device for two, written otherwise',
		(all) => ((all.extensions[4].phones as IDataObject[])[0].mac = '00:04:13:00:00:01'),
		'A device is one phone',
	],
	[
		'a device that is a hot desk, too',
		(all) => (all.hot_desks[0].mac = '00-04-13-00-00-01'),
		'A device is one phone',
	],
	[
		'somebody twice in a group',
		(all) => (all.ring_groups[0].agents = ['101', 101 as never]),
		'has 101 twice',
	],
	['nobody in a group', (all) => (all.user_groups[0].members = [null]), 'without a number'],
	['a list in a list', (all) => (all.user_groups[0].members = [['101']] as never), 'without a'],
	[
		'an agent who is not there',
		(all) => (all.call_queues[0].agents = ['999']),
		'names 999, which is no extension',
	],
	[
		'a queue among the agents',
		(all) => (all.ring_groups[0].agents = ['8000']),
		'names 8000, which is no extension',
	],
	[
		'a manager who is not there',
		(all) => (all.monitor_groups[0].managers = ['999']),
		'"managers" of the monitor group "Coaching"',
	],
	[
		'a skill that is a word',
		(all) =>
			(all.ring_groups[0].agents = [{ extension_number: '101', skill_level: 'high' }] as never),
		'"Skill Level" is "high"',
	],
	[
		'a skill beyond all',
		(all) => (all.ring_groups[0].agents = [{ extension_number: '101', skill_level: 101 }] as never),
		'"Skill Level"',
	],
	[
		'a rule for a number of nobody',
		(all) => (all.inbound_rules[0].did_numbers = '4420700199-4420700200'),
		'is for 4420700199, which the tenant does not have',
	],
	['a trunk by its ID', (all) => (all.inbound_rules[0].trunk = '812345678900000003'), 'neither on'],
	['a trunk in a list', (all) => (all.inbound_rules[0].trunk = ['x']), 'holds no name'],
	[
		'a trunk that is an object, deep inside',
		(all) => ((all.outbound_rules[0].routes as IDataObject[])[0].trunk = { id: 1 }),
		'"trunk" of the outbound rule "Out" holds no name',
	],
	[
		'holidays as Get shows them',
		(all) => (all.outbound_rules[0].holidays = [{ id: '1', name: 'New Year' }]),
		'"holidays" of the outbound rule "Out" holds no name',
	],
	['half a holiday', (all) => (all.outbound_rules[0].holidays = ['New Year']), 'names "New Year"'],
	['a group of nobody', (all) => (all.outbound_rules[0].groups = ['Nobody']), 'names "Nobody"'],
	['channels that are a word', (all) => (all.trunks[0].concurrency = 'many'), '"Concurrent Calls"'],
	['channels below nothing', (all) => (all.trunks[0].concurrency = -1), '"Concurrent Calls"'],
	['no numbers in a pool', (all) => (all.trunks[0].did_numbers = '+44 abc'), '"DID Numbers"'],
	['half a number of numbers', (all) => (all.trunks[0].next_numbers = 1.5), 'a whole number'],
	[
		'a number that lost digits',
		(all) => (all.inbound_rules[0].did_numbers = 812345678900000001 as never),
		'too long to be kept exactly',
	],
];

test.each(REFUSED)('%s is refused before anything is written', async (_, change, says) => {
	expect(await run(changed(change))).toContain(says);
	expect(writes()).toEqual([]);
});

test('a role that a tenant does not have is refused where the tenant is there', async () => {
	await run(fullSetup());
	expect(await run(changed((all) => (all.extensions[4].role = 'Nope')))).toContain(
		'has the role "Nope", which is neither on the PBX nor in the document',
	);
	expect(writes()).toEqual([]);
});

const text = JSON.stringify(fullSetup());
test.each<[string, unknown]>([
	['as a text with the mark of its byte order', `\ufeff${text}`],
	['as a text within a text', JSON.stringify(text)],
	['as a language model writes it', `\`\`\`json\n${text}\n\`\`\``],
	['with a version in quotes', { ...fullSetup(), version: '1' }],
	['with a domain in capitals', changed((all) => (all.tenant.domain = ' ACME.Example '))],
	['with parts that are empty', changed((all) => Object.assign(all, { own_trunks: [] }))],
	['with a part of an entry that is null', changed((all) => (all.ring_groups[1].agents = null))],
	[
		'with contacts whose names have a stroke',
		changed((all) => (all.contacts = [{ name: 'A / B' }, { name: 'A', company: 'B' }])),
	],
	[
		'with groups that call themselves and each other',
		changed((all) => {
			all.ring_groups[0].no_answer_forward_rule = { action: 'FORWARD_TO_NUMBER', number: '8002' };
			all.ring_groups[1].no_answer_forward_rule = { action: 'FORWARD_TO_NUMBER', number: '8001' };
			all.call_queues[0].no_answer_forward_rule = { action: 'FORWARD_TO_NUMBER', number: '8000' };
		}),
	],
])(
	'a document %s is read as it was meant, and the second time nothing is left to do',
	async (_, document) => {
		expect(await run(document)).toMatch(/^\{"create":4\d\}$/);
		expect(await run(document)).toMatch(/^\{"unchanged":4\d\}$/);
		expect(writes()).toEqual([]);
	},
);
