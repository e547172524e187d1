# Each order is answered by itself: one that is unknown never spoils its neighbours.


def read_orders(records):
    CHAINS.update(load_chains(records))
    answers = []
    for record in records:
        answers.append(answer_for(record))
    return answers


action = {'type': 'ir.actions.act_window_close', 'infos': {'orders': read_orders(payload['orders'])}}
