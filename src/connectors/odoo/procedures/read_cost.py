# Each order's cost is answered by itself: one that is unknown never spoils its neighbours.


def cost_answer(record):
    try:
        return {'order': record, 'cost': cost_so_far(chain_of(record))}
    except UserError as problem:
        return {'order': record, 'refusal': refusal(problem)}


def read_costs(records):
    CHAINS.update(load_chains(records))
    answers = []
    for record in records:
        answers.append(cost_answer(record))
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'orders': read_costs(payload['orders'])}}
