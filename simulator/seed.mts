import { randomUUID } from 'node:crypto';

import { operationOf } from './contract.mts';
import { withDefaults } from './schema.mts';
import { insert, type State } from './state.mts';
import type { Rec } from './types.mts';

/** The accounts of the sample data. None of the passwords is a secret. */
export const sampleLogins = {
	systemAdmin: { username: 'admin', password: 'Sample-Only-7' },
	dealer: { username: 'sample-dealer', password: 'Resell-Only-7' },
	tenantUser: { username: 'office', password: 'Tenant-Only-7', domain: 'sample.example' },
};

/** What the extension 1001 of the sample tenant would register with. */
export const sampleExtensionPassword = 'Extend-Only-9';

export type Logins = typeof sampleLogins;

/** The sample range that the sample tenant has of the sample trunk. */
const sampleRange = '4420700000-4420700099';

function fromContract(path: string, record: Rec): Rec {
	return withDefaults(operationOf(`POST ${path}`).body ?? [], record);
}

function seedSettings(state: State): void {
	const samples: Record<string, Rec> = {
		'/admin/settings': {},
		'/admin/notification': { type: 'SMTP', server: 'mail.example', port: 25, username: 'sample' },
		'/admin/ai_engine': { provider: 'openai', opts: {} },
		'/admin/password_policy': {},
		'/network': {
			web_domain: 'pbx.example',
			private_ipv4: '192.0.2.10',
			public_ipv4: '198.51.100.10',
			primary_dns_server: '192.0.2.53',
		},
		'/sbc': { domain: 'sbc.example', transports: [{ protocol: 'TLS', port: 5067 }] },
		'/im': { private_ipv4: '192.0.2.11' },
		'/key': { crt: 'sample certificate', key: 'sample key' },
		'/license': { license_key: 'SAMPLE-LICENCE' },
		'/dataflow': { private_ipv4: '192.0.2.12' },
	};
	for (const [path, record] of Object.entries(samples)) {
		state.settings.set(path, fromContract(path, record));
	}
	Object.assign(state.settings.get('/license')!, {
		api_version: '22.8.0',
		product_name: 'Simulated PBX',
		max_sim_calls: 1000,
		company_name: 'Sample Company',
		contact_email: 'office@sample.example',
	});
	for (const path of ['/sbc/token', '/im/token']) state.settings.set(path, { token: randomUUID() });
}

function seedAccounts(state: State): string {
	const { systemAdmin, dealer } = sampleLogins;
	insert(state, 'administrators', {
		name: systemAdmin.username,
		password: systemAdmin.password,
		email: 'admin@pbx.example',
		display_name: 'Built-in Administrator',
		enabled: true,
		role: 'SystemAdmin',
		built_in: true,
	});
	const reseller = insert(
		state,
		'dealers',
		fromContract('/dealers', {
			name: dealer.username,
			password: dealer.password,
			email: 'dealer@pbx.example',
			display_name: 'Sample Dealer',
			level: 'RESELLER',
		}),
	);
	return String(reseller.id);
}

function seedTenant(state: State, dealerId: string): string {
	const { tenantUser } = sampleLogins;
	const { id } = insert(
		state,
		'tenants',
		fromContract('/tenants', {
			name: 'Sample Tenant',
			domain: tenantUser.domain,
			website: 'www.sample.example',
			timezone: 'Europe/London',
			currency: 'GBP',
			region: 'GBR',
			enable_billing: true,
			enable_feature_billing: true,
			password_policy: fromContract('/tenant/password_policy', {}),
			used_disk_quota: '0MB',
			created_at: new Date().toISOString(),
		}),
	);
	state.tenantDealers.set(`${id}/${dealerId}`, { tenant_id: id, dealer_id: dealerId });
	insert(state, 'users', {
		tenant_id: id,
		name: tenantUser.username,
		password: tenantUser.password,
		email: `office@${tenantUser.domain}`,
		display_name: 'Sample Office',
		enabled: true,
		role: 'Admin',
		extension_number: '1001',
		extension_password: sampleExtensionPassword,
		voicemail_pin: '482915',
		profile: randomUUID(),
		created_at: new Date().toISOString(),
	});
	return String(id);
}

/**
 * Fills an empty state with the sample data: the system administrator, three transports, a dealer
 * with one tenant that has one user, and a trunk of which the tenant has a small range.
 */
export function seed(state: State): void {
	seedSettings(state);
	for (const [protocol, port] of [
		['UDP', 5060],
		['TCP', 5063],
		['TLS', 5061],
	]) {
		insert(state, 'transports', { protocol, port, verification: 'DISABLE' });
	}
	const tenantId = seedTenant(state, seedAccounts(state));
	const trunk = insert(
		state,
		'providers',
		fromContract('/providers', {
			name: 'Sample SIP Trunk',
			brand: 'Generic',
			auth_mode: 'IP_AUTH',
			transport: 'UDP',
			hostname: 'trunk.example',
			port: 5060,
			outbound_server: '',
			outbound_server_port: 5060,
			concurrency: 30,
			did_numbers: '4420700000-4420700999',
		}),
	);
	state.assignments.set(`${trunk.id}/${tenantId}`, {
		provider_id: trunk.id,
		tenant_id: tenantId,
		did_numbers: sampleRange,
		concurrency: 10,
	});
}
