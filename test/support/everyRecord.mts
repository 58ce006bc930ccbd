import type { IDataObject } from 'n8n-workflow';
import { contract } from '../../scripts/facts/contract.mts';
import { sampleExtensionPassword } from '../../simulator/seed.mts';
import type { Simulator } from '../../simulator/server.mts';
import { Client, type Setup } from '../simulator/client.mts';
import { keyOf, operations, type Operation as Call } from '../simulator/contract.mts';
import { World } from '../simulator/world.mts';
import { sampleOf } from './samples.mts';

/** What is written once, before all cases: lists that are sent as a whole, members, settings. */
const FILLED = [
	'POST /call_queues/{id}/agents',
	'POST /ring_groups/{id}/agents',
	'POST /users/{id}/assistants',
	'POST /users/{id}/executives',
	'POST /user/assistants',
	'POST /user/executives',
	'POST /users/{id}/global_holidays',
	'POST /user/global_holidays',
	'POST /not_ready_codes',
	'POST /feature_access_codes',
	'POST /allowed_country_codes',
	'POST /crm',
	'POST /google',
	'POST /admin/google',
	'POST /moh_server',
	'POST /monitor',
	'POST /tenant/notification',
];

/**
 * A simulated PBX with a record behind every path of the contract. Records of the signed-in user
 * belong to the sample user, and bodies are made from the contract, never from the rows.
 */
export class EveryRecord extends World {
	/** Bodies that must name something that exists. */
	private written: Record<string, object> = {};

	constructor(private readonly simulator: Simulator) {
		super(setupOf(simulator));
	}

	override clientFor(call: Call): Client {
		return super.clientFor(call.scope === 'user' ? { ...call, scope: 'tenant' } : call);
	}

	override bodyFor(call: Call): IDataObject {
		return { ...super.bodyFor(call), ...this.written[keyOf(call)] };
	}

	override async build(): Promise<void> {
		await super.build();
		this.written = this.existing();
		await this.fillMore();
	}

	private existing(): Record<string, object> {
		const { systemAdmin, dealer, tenantUser } = this.simulator.logins;
		const change = (old_password: string) => ({ old_password, new_password: 'Other-Fake-7' });
		const people = { items: [{ extension_number: '1002' }] };
		const agents = { items: [{ extension_number: '1001' }, { extension_number: '1002' }] };
		const holidays = { items: [this.values['/holidays/{id}']] };
		const user = callOf('POST /users');
		return {
			'POST /admin/user/password': change(systemAdmin.password),
			'POST /dealer/password': change(dealer.password),
			'POST /user/password': change(tenantUser.password),
			'POST /user/extension_password': change(sampleExtensionPassword),
			'POST /users/create_many': { items: [this.bodyFor(user)] },
			'POST /users/{id}/global_holidays': holidays,
			'POST /user/global_holidays': holidays,
			'POST /users/{id}/assistants': people,
			'POST /users/{id}/executives': people,
			'POST /user/assistants': people,
			'POST /user/executives': people,
			'POST /not_ready_codes': { items: [{ code: '1', reason: 'Lunch' }] },
			'POST /ip_filters/{id}': { cidr: '198.51.100.0/24' },
			'POST /call_queues/{id}/agents': agents,
			'POST /ring_groups/{id}/agents': agents,
			'POST /dect_phones/{id}/members': agents,
			'POST /call_pickup_groups/{id}/members': { items: ['1002'] },
			'POST /exclusive_numbers/{id}/call_queues/{queue_id}/agents': { items: ['1002'] },
		};
	}

	/** Fills the lists and settings that the world leaves empty, so that there is something to read. */
	private async fillMore(): Promise<void> {
		const { state } = this.simulator;
		const facts = contract();
		for (const key of FILLED) {
			const call = callOf(key);
			const body = this.written[key] ?? sampleOf(facts.get(key)?.body ?? []);
			const { status, text } = await this.send(call, { body });
			if (status >= 300) throw new Error(`${key}: ${status} ${text}`);
		}
		const [office] = state.users.values();
		office.outbound_caller_ids = [{ caller_id: '4420700001' }];
		const administrators = this.fill('/groups/{id}/administrators');
		await this.clients.tenant.post(`${administrators}/${office.extension_number}`);
	}
}

/** A call of the contract by its key, such as `GET /tenants`. */
export const callOf = (key: string): Call => operations.find((call) => keyOf(call) === key) as Call;

function setupOf(simulator: Simulator): Setup {
	const as = async (login: object) => {
		const client = new Client(simulator.url);
		await client.signIn(login);
		return client;
	};
	const { systemAdmin, dealer, tenantUser } = simulator.logins;
	return {
		simulator,
		nobody: () => new Client(simulator.url),
		admin: async () => await as(systemAdmin),
		dealer: async () => await as(dealer),
		office: async () => await as(tenantUser),
	};
}

/** Remembers the whole state of the PBX, its sessions among it. */
export function snapshot({ state }: Simulator): () => void {
	const maps = Object.values(state).filter((part) => part instanceof Map) as Array<
		Map<string, unknown>
	>;
	const kept = maps.map((map) => structuredClone([...map]));
	return () =>
		maps.forEach((map, index) => {
			map.clear();
			for (const [key, value] of structuredClone(kept[index])) map.set(key, value);
		});
}
