import type { Reference } from './types';

/**
 * Records that a field can point to. The path field `{tenant_id}` and a row's own `{id}` find
 * their reference here by name, and the list searches of the locators are made from it.
 */
export const references: Readonly<Record<string, Reference>> = {
	administrator: { title: 'Administrator', path: '/admin/users', label: ['name', 'display_name'] },
	dealer: {
		title: 'Dealer',
		path: '/dealers',
		label: ['display_name', 'name'],
		key: { name: 'name', title: 'Username', example: 'north.wind' },
	},
	holiday: { title: 'Holiday', path: '/holidays', label: ['name', 'region'] },
	ipRule: { title: 'IP Rule', path: '/ip_filters', label: ['cidr', 'target'] },
	tenant: {
		title: 'Tenant',
		path: '/tenants',
		label: ['name', 'domain'],
		key: { name: 'domain', title: 'Domain', example: 'sip.customer.example' },
	},
	transport: { title: 'Transport', path: '/transports', label: ['protocol', 'port'] },
	trunk: {
		title: 'Trunk',
		path: '/providers',
		label: ['name', 'hostname'],
		key: { name: 'name', title: 'Name', example: 'Carrier London' },
	},
};
