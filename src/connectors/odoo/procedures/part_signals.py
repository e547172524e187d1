# What is short of a part, and who is told. A part is short where what lies there and is coming, less what is asked for,
# falls below its minimum; drafts of the buyer and our own signals count as coming, whoever made them.


def sign_of(body):
    return 'signals of ' + body['part']


def signals_of(body):
    """What was signalled of a part and still stands as a line of a draft or an open activity: order, line, quantity."""
    found = []
    for name, line, activity, quantity in sql(
        "select x_result::json -> 'posted' ->> 'for', (x_result::json -> 'posted' ->> 'line')::int,"
        " (x_result::json -> 'posted' ->> 'activity')::int, (x_result::json -> 'posted' ->> 'quantity')::float"
        " from x_millwright_effect where x_original = %s and x_result::json -> 'posted' ->> 'quantity' is not null order by id",
        sign_of(body),
    ):
        found.append((name, line, activity, quantity))
    return found


def drafts_of(product, warehouse):
    """Lines of requests for quotation that are no order yet; whoever may not buy may know of them all the same."""
    if 'purchase.order.line' not in env:
        return []
    return env['purchase.order.line'].sudo().search([
        ('product_id', '=', product.id),
        ('order_id.state', 'in', ('draft', 'sent', 'to approve')),
        ('order_id.picking_type_id.warehouse_id', '=', warehouse.id),
    ])


def open_activities(body):
    ids = [row[2] for row in signals_of(body) if row[2]]
    return env['mail.activity'].sudo().search([('id', 'in', ids)]).ids if ids else []


def still_bought(body):
    lines = [row[1] for row in signals_of(body) if row[1]]
    if not lines:
        return []
    return env['purchase.order.line'].sudo().search([('id', 'in', lines), ('order_id.state', '!=', 'cancel')]).ids


def need_of(body, product, warehouse):
    """What is to be bought; what of this order's signals is asked for without need; what of its last one is gone; what of
    them is bought without need."""
    drafts = drafts_of(product, warehouse)
    waiting = open_activities(body)
    forget('product.product', ['virtual_available'])
    position = product.with_context(location=warehouse.view_location_id.id).virtual_available
    mine = 0.0
    lost = 0.0
    bought = 0.0
    alive = still_bought(body)
    for line in drafts:
        position += line.product_uom_qty
    for name, line, activity, quantity in signals_of(body):
        if activity in waiting:
            position += quantity
        if name == name_of(body):
            for draft in drafts:
                if draft.id == line:
                    mine += draft.product_uom_qty
            if activity in waiting:
                mine += quantity
            # The last one counts: who lost an earlier one was asked about that.
            lost = quantity if line and line not in alive else 0.0
    rule = env['stock.warehouse.orderpoint'].search(
        [('product_id', '=', product.id), ('location_id', 'child_of', warehouse.view_location_id.id)], limit=1)
    wanted = max(rule.product_min_qty, rule.product_max_qty, 0.0)
    short = wanted - position if compared(product.uom_id, position, max(rule.product_min_qty, 0.0)) < 0 else 0.0
    surplus = max(0.0, position - wanted)
    for line in bought_for(body, warehouse):
        bought += max(0.0, line.product_uom_qty - line.qty_received)
    return short, min(mine, surplus), lost, min(bought, max(0.0, surplus - mine))


def bought_for(body, warehouse):
    """Lines of orders to vendors that were signals of this order."""
    lines = []
    for name, line, _activity, _quantity in signals_of(body):
        if line and name == name_of(body):
            lines.append(line)
    if not lines:
        return []
    return env['purchase.order.line'].sudo().search([
        ('id', 'in', lines),
        ('order_id.state', 'in', ('purchase', 'done')),
        ('order_id.picking_type_id.warehouse_id', '=', warehouse.id),
    ])


def signal(effect):
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    warehouse = warehouse_of(source)
    before = part_standing(body, product, source, transfer_of(body))
    quantity = need_of(body, product, warehouse)[0]
    if body.get('quantity'):
        quantity = min(amount(body['quantity'], product.uom_id), quantity)
    if compared(product.uom_id, quantity, 0) > 0:
        made, documents = asked_for(body, product, warehouse, quantity)
    else:
        quantity = 0.0
        made, documents = {}, joined(body, product, warehouse)
    posted = {'for': name_of(body), 'quantity': quantity, 'product': product.id, **made} if made else {'product': product.id}
    return {
        'documents': documents,
        'before': before,
        # What was made is remembered only afterwards.
        'after': {**before, 'short': decimal(max(0.0, float(before['short']) - quantity)), 'asked': decimal(quantity)},
        'posted': posted,
    }


def asked_for(body, product, warehouse, quantity):
    seller = product.seller_ids.filtered(lambda one: not one.company_id or one.company_id.id == one.env.company.id)[:1]
    if seller and 'purchase.order' in env and may_make('purchase.order'):
        order = env['purchase.order'].create({
            'partner_id': (seller.partner_id if 'partner_id' in seller._fields else seller.name).id,
            'origin': body['label'],
            'picking_type_id': warehouse.in_type_id.id,
            'order_line': [(0, 0, {
                'product_id': product.id,
                'product_qty': quantity,
                'price_unit': seller.price,
                'product_uom_id' if 'product_uom_id' in env['purchase.order.line']._fields else 'product_uom': product.uom_id.id,
            })],
        })
        return {'line': order.order_line.id}, [{'kind': 'purchase.order', 'id': order.id, 'label': order.name}]
    # On the product, which storekeepers may not change: whoever is responsible for it sees it there.
    template = product.product_tmpl_id
    activity = env['mail.activity'].sudo().create({
        'res_model_id': env['ir.model'].sudo().search([('model', '=', 'product.template')]).id,
        'res_id': template.id,
        'activity_type_id': env.ref('mail.mail_activity_data_todo').id,
        'summary': 'Buy %s %s for %s' % (decimal(quantity), product.uom_id.name, body['label']),
        'user_id': template.sudo().responsible_id.id or env.uid,
    })
    return {'activity': activity.id}, [{'kind': 'product.template', 'id': template.id, 'label': template.display_name}]


def joined(body, product, warehouse):
    """Somebody else's request covers it: whoever looks at that finds the maintenance order there."""
    documents = []
    for line in drafts_of(product, warehouse)[:1]:
        order = line.order_id
        if body['label'] not in (order.origin or ''):
            order.write({'origin': ', '.join([name for name in (order.origin, body['label']) if name])})
        documents.append({'kind': 'purchase.order', 'id': order.id, 'label': order.name})
    return documents


def withdraw(effect):
    """The buyer's drafts of this order have so much less, the last first; one that has nothing left is called off."""
    body = effect['body']
    product = part_named(body)
    source = storeroom_of(body)
    warehouse = warehouse_of(source)
    before = part_standing(body, product, source, transfer_of(body))
    left = min(amount(body['quantity'], product.uom_id), need_of(body, product, warehouse)[1])
    asked = left
    documents = []
    drafts = drafts_of(product, warehouse)
    waiting = open_activities(body)
    for name, line, activity, quantity in signals_of(body)[::-1]:
        if name != name_of(body) or compared(product.uom_id, left, 0) <= 0:
            continue
        for draft in drafts:
            if draft.id == line:
                order = draft.order_id
                documents.append({'kind': 'purchase.order', 'id': order.id, 'label': order.name})
                part = min(left, draft.product_uom_qty)
                left -= part
                take_off(draft, part, product)
        if activity in waiting and compared(product.uom_id, left, quantity) >= 0:
            template = product.product_tmpl_id
            documents.append({'kind': 'product.template', 'id': template.id, 'label': template.display_name})
            env['mail.activity'].sudo().browse(activity).unlink()
            left -= quantity
    return {
        'documents': documents,
        'before': before,
        'after': {**part_standing(body, product, source, transfer_of(body)), 'withdrawn': decimal(asked - left)},
        'posted': {'product': product.id},
    }


def take_off(draft, part, product):
    rest = draft.product_uom_qty - part
    if compared(product.uom_id, rest, 0) > 0:
        draft.write({'product_qty': product.uom_id._compute_quantity(rest, draft_unit(draft))})
    elif len(draft.order_id.order_line) > 1:
        draft.unlink()
    else:
        draft.order_id.button_cancel()


def draft_unit(draft):
    return draft.product_uom_id if 'product_uom_id' in draft._fields else draft.product_uom
