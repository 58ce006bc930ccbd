import type { IDataObject } from 'n8n-workflow';

/** A customer with one record and more of each kind. */
export function sampleSetup(domain = 'acme.example', first = 4420700200): IDataObject {
	const numbers = Array.from({ length: 8 }, (_, index) => String(101 + index));
	return {
		version: 1,
		tenant: {
			name: `Acme ${domain}`,
			domain,
			website: 'https://www.acme.example',
			timezone: 'Europe/London',
			currency: 'GBP',
			region: 'GBR',
			dealer: 'sample-dealer',
			max_extensions: 50,
			office_hours: 'mon-fri 09:00-17:00',
		},
		trunks: [{ trunk: 'Sample SIP Trunk', did_numbers: `${first}-${first + 9}`, concurrency: 5 }],
		roles: [
			{ name: 'Reception', permissions: ['general.meeting'], description: 'Who answers' },
			{ name: 'Warehouse', permissions: ['policies.internal_calls'] },
		],
		holidays: [
			{
				name: 'New Year',
				region: 'GBR',
				consecutive: false,
				every_year: true,
				month_start: 1,
				day_start: 1,
			},
		],
		contacts: [
			{ name: 'Supplier', company: 'Parts Ltd', business: '442071111111' },
			{ name: 'Courier', mobile_phone: '447700900123' },
		],
		blocked_numbers: [{ number: '442079999999', description: 'Rings at night' }],
		extensions: numbers.map((extension_number, index) => ({
			extension_number,
			display_name: `Person ${index}`,
			name: `person.${index}`,
			email: `person${index}@${domain}`,
			role: index === 0 ? 'Admin' : index === 1 ? 'Reception' : 'StandardUser',
			...(index === 2
				? {
						available_office_hours_forward_rule: {
							action: 'FORWARD_TO_NUMBER',
							number: '8000',
						},
						outbound_caller_ids: [{ trunk: 'Sample SIP Trunk', caller_id: String(first) }],
					}
				: {}),
		})),
		user_groups: [{ name: 'Sales', members: ['101', '102'] }, { name: 'Stock' }],
		ring_groups: [
			{
				name: 'Front',
				extension_number: '8001',
				ring_strategy: 'RING_SIMULTANEOUSLY',
				no_answer_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8000' },
				agents: ['101', { extension_number: '102', skill_level: 3 }],
			},
			{ name: 'Back', extension_number: '8002', agents: ['103', '104'] },
		],
		call_queues: [
			{
				name: 'Sales',
				extension_number: '8000',
				polling_strategy: 'RING_SIMULTANEOUSLY',
				agents: ['105', '106'],
			},
		],
		receptionists: [
			{
				name: 'Welcome',
				extension_number: '8100',
				pin: '482915',
				failure_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8001' },
			},
		],
		shared_voicemails: [{ name: 'Sales box', extension_number: '8200', pin: '581936' }],
		call_park_groups: [
			{ name: 'Floor 1', recall_to: 'RING_GROUP_ONLY', ring_group: '8001', members: ['101'] },
		],
		call_pickup_groups: [{ name: 'All', members: ['101', '102', '103'] }],
		outbound_rules: [
			{
				name: 'Out',
				number_prefix: '0',
				routes: [{ trunk: 'Sample SIP Trunk', strip_digits: 1 }],
				groups: ['Sales'],
				holidays: ['New Year / GBR'],
			},
		],
		inbound_rules: Array.from({ length: 4 }, (_, index) => ({
			trunk: 'Sample SIP Trunk',
			did_numbers: String(first + index),
			name: `In ${index}`,
			office_hours_forward_rule: { action: 'FORWARD_TO_NUMBER', number: '8100' },
		})),
	};
}
