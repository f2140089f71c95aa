" llm-project-lint for ALE: belongs into ~/.vim/ale_linters/llm-project/.

call ale#Set('llm_project_lint_executable', 'llm-project-lint')
call ale#Set('llm_project_lint_options', {})

function! s:project_root(buffer) abort
    let l:file = ale#path#FindNearestFile(a:buffer, 'llm-project-lint.toml')

    if !empty(l:file)
        return fnamemodify(l:file, ':h')
    endif

    let l:git = finddir('.git', fnamemodify(bufname(a:buffer), ':p:h') . ';')

    return fnamemodify(empty(l:git) ? bufname(a:buffer) : l:git, empty(l:git) ? ':p:h' : ':p:h:h')
endfunction

call ale#linter#Define('llm-project', {
\   'name': 'llm_project_lint',
\   'aliases': ['llm-project-lint'],
\   'lsp': 'stdio',
\   'language': 'llm-project',
\   'executable': {b -> ale#Var(b, 'llm_project_lint_executable')},
\   'command': '%e server',
\   'project_root': function('s:project_root'),
\   'initialization_options': {b -> ale#Var(b, 'llm_project_lint_options')},
\})
