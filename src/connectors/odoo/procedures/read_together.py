# Several questions in one transaction, so that their answers are of one moment. Whoever asks may read what they may read
# anyway: nothing is told beyond the rights of the caller.


def answers_to(questions):
    found = []
    for question in questions:
        found.append(env[question['model']].search_read(question['domain'], question['fields'], order='id'))
    return found


action = {'type': 'ir.actions.act_window_close', 'infos': {'answers': answers_to(payload['questions'])}}
