-- llm-project-lint for Neovim 0.7 to 0.10: belongs into ~/.config/nvim/plugin/.
-- Settings: vim.g.llm_project_lint = { language = "zh" } in init.lua.

if vim.lsp.enable then
  return -- 0.11 or later: see lsp/llm_project_lint.lua
end

local clients = {} -- by folder

local function root_of(folder)
  local file = vim.fn.findfile("llm-project-lint.toml", folder .. ";")
  local git = vim.fn.finddir(".git", folder .. ";")
  local found = file ~= "" and vim.fn.fnamemodify(file, ":p:h") or git ~= "" and vim.fn.fnamemodify(git, ":p:h:h")
  return found or nil
end

vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  group = vim.api.nvim_create_augroup("llm_project_lint", {}),
  pattern = { "llm-project.yaml", "llm-project.yml", "*.llm-project.yaml", "*.llm-project.yml" },
  callback = function(event)
    local folder = vim.fn.fnamemodify(event.file, ":p:h")
    local root = root_of(folder)
    local key = root or folder
    clients[key] = clients[key]
      or vim.lsp.start_client({
        name = "llm_project_lint",
        cmd = { "llm-project-lint", "server" },
        root_dir = root,
        init_options = vim.g.llm_project_lint or vim.empty_dict(),
        on_exit = function()
          clients[key] = nil
        end,
      })
    if clients[key] then
      vim.lsp.buf_attach_client(event.buf, clients[key])
      vim.bo[event.buf].omnifunc = "v:lua.vim.lsp.omnifunc"
    end
  end,
})
