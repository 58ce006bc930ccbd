import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { apply, counts, exportOf } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 '&/;-]{0,20}[a-z0-9]$/);
const numbersFrom = (first: number, most: number) =>
	fc
		.integer({ min: 0, max: most })
		.map((count) => Array.from({ length: count }, (_, i) => String(first + i)));
const FIRST = 4420700200;

/** One of the numbers that answer in the tenant, or an outside one. */
const forwarded = (targets: readonly string[]) =>
	fc.oneof(
		fc.record({
			action: fc.constant('FORWARD_TO_NUMBER'),
			number: fc.constantFrom('442071234567', ...targets),
		}),
		fc.constant({ action: 'HANGUP' } as IDataObject),
	);

/** Names of which no two are the same, whatever the capitals. */
const namesOf = (most: number) =>
	fc.uniqueArray(name, { maxLength: most, selector: (each) => each.trim().toLowerCase() });

const listOf = <T,>(all: readonly T[]) => fc.subarray([...all]);

/** Documents of all kinds of tenants, of which all but secrets comes back. */
const documents: fc.Arbitrary<IDataObject> = fc
	.record({
		people: numbersFrom(101, 5),
		groups: numbersFrom(801, 3),
		queues: numbersFrom(811, 2),
		doors: numbersFrom(821, 2),
		teams: namesOf(3),
		roles: namesOf(2).map((all) => all.map((each) => each.replaceAll('/', '-'))),
		days: namesOf(2),
		dids: fc.integer({ min: 0, max: 5 }),
	})
	.chain(({ people, groups, queues, doors, teams, roles, days, dids }) => {
		const targets = [...people, ...groups, ...queues, ...doors];
		const to = forwarded(targets);
		const each = <T extends IDataObject>(
			keys: readonly string[],
			make: (key: string, index: number) => fc.Arbitrary<T>,
		) => fc.tuple(...keys.map(make)) as unknown as fc.Arbitrary<IDataObject[]>;
		const holidays = listOf(days.map((day) => `${day.trim()} / GBR`));
		return fc.record<IDataObject>({
			version: fc.constant(1),
			tenant: fc.record({
				name,
				domain: fc.constant('random.example'),
				website: fc.constant('https://www.random.example'),
				timezone: fc.constantFrom('Europe/London', 'Asia/Tokyo'),
				currency: fc.constantFrom('GBP', 'EUR'),
				region: fc.constantFrom('GBR', 'DEU'),
				enabled: fc.boolean(),
				max_extensions: fc.integer({ min: 10, max: 5000 }),
				enable_night_mode: fc.boolean(),
			}) as unknown as fc.Arbitrary<IDataObject>,
			trunks: fc.constant([
				{ trunk: 'Sample SIP Trunk', did_numbers: `${FIRST}-${FIRST + 9}`, concurrency: 4 },
			]),
			roles: each(
				roles,
				(role) =>
					fc.record({
						name: fc.constant(`R ${role}`),
						permissions: fc.constant(['general.meeting']),
						description: name,
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			holidays: each(
				days,
				(day) =>
					fc.record({
						name: fc.constant(day),
						region: fc.constant('GBR'),
						consecutive: fc.constant(false),
						every_year: fc.constant(true),
						month_start: fc.integer({ min: 1, max: 12 }),
						day_start: fc.integer({ min: 1, max: 28 }),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			contacts: namesOf(3).map((all) => all.map((one) => ({ name: one, company: `${one} Ltd` }))),
			extensions: each(
				people,
				(extension_number, index) =>
					fc.record(
						{
							extension_number: fc.constant(extension_number),
							display_name: name,
							name: fc.constant(`person.${index}`),
							email: fc.constant(`person${index}@random.example`),
							role: fc.constantFrom('StandardUser', 'Admin', ...roles.map((role) => `R ${role}`)),
							department: name,
							enable_dnd: fc.boolean(),
							available_office_hours_forward_rule: to,
							outbound_caller_ids: fc.constant([
								{ trunk: 'Sample SIP Trunk', caller_id: String(FIRST) },
							]),
							phones: fc.constant([
								{
									mac: `00041300000${index}`,
									vendor: 'Yealink',
									model: 'T54W',
									filename: 'yealink_t54w.xml',
									password: 'Sample-9-Pin',
									language: 'ENGLISH',
									timezone: 'Europe/London',
									codecs: ['PCMU', 'PCMA'],
									interface: 'PRIVATE_IPV4',
									preferred_transport: 'UDP',
									transfer: 'BLIND',
								},
							]),
						},
						{
							requiredKeys: ['extension_number', 'display_name', 'name', 'email', 'role'],
						},
					) as unknown as fc.Arbitrary<IDataObject>,
			),
			user_groups: each(
				teams,
				(team) =>
					fc.record({
						name: fc.constant(team),
						members: listOf(people),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			ring_groups: each(
				groups,
				(extension_number) =>
					fc.record({
						name,
						extension_number: fc.constant(extension_number),
						ring_time: fc.integer({ min: 5, max: 60 }),
						no_answer_forward_rule: to,
						agents: listOf(people),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			call_queues: each(
				queues,
				(extension_number) =>
					fc.record({
						name,
						extension_number: fc.constant(extension_number),
						polling_strategy: fc.constantFrom('RING_SIMULTANEOUSLY', 'CYCLIC_HUNT'),
						no_answer_forward_rule: to,
						agents: listOf(people).map((all) =>
							all.map((number) => ({ extension_number: number, skill_level: 7 })),
						),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			receptionists: each(
				doors,
				(extension_number) =>
					fc.record({
						name,
						extension_number: fc.constant(extension_number),
						failure_forward_rule: to,
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			call_park_groups: each(
				groups.slice(0, 1),
				(group) =>
					fc.record({
						name,
						recall_to: fc.constant('RING_GROUP_ONLY'),
						ring_group: fc.constant(group),
						members: listOf(people),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			outbound_rules: each(
				teams.slice(0, 1),
				() =>
					fc.record({
						name,
						number_prefix: fc.constant('0'),
						routes: fc.constant([{ trunk: 'Sample SIP Trunk', strip_digits: 1 }]),
						holidays,
						groups: listOf(teams.map((team) => team.trim())),
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
			inbound_rules: each(
				Array.from({ length: dids }, (_, index) => String(index)),
				(index) =>
					fc.record({
						name,
						trunk: fc.constant('Sample SIP Trunk'),
						did_numbers: fc.constant(String(FIRST + Number(index))),
						office_hours_forward_rule: to,
						holidays,
					}) as unknown as fc.Arbitrary<IDataObject>,
			),
		});
	});

test('what an export gives makes an equal tenant on an empty PBX, and changes nothing on its own', async () => {
	await fc.assert(
		fc.asyncProperty(documents, async (document) => {
			simulator.reset();
			const first = await connect(simulator);
			const { tenantId } = await apply(first, document);
			const one = await exportOf(first, String(tenantId));
			expect(one.notExpressed).toEqual([]);
			const same = await apply(first, one.document);
			expect(Object.keys(counts(same))).toEqual(['unchanged']);
			expect(Object.keys(counts(await apply(first, document)))).toEqual(['unchanged']);
			await first.tenants.close();
			simulator.reset();
			const second = await connect(simulator);
			const made = await apply(second, one.document);
			const other = await exportOf(second, String(made.tenantId));
			expect(other.document).toEqual(one.document);
			await second.tenants.close();
		}),
		{ numRuns: 25 },
	);
}, 300_000);
