import time, statistics
from lsprotocol import types
from tests.lsp.editor import Editor, at, insert
from tests.lsp.test_completion import ask
import sys
sys.argv=["x"]
from pathlib import Path
base=Path('/work/main/tests/cases/sketch-rag/llm-project.yaml').read_text()
def doc(n):
    L=[f"      - {{name: s{i}, format: structured, updates: weekly, owner: docs-team, languages: [zh, en]}}" for i in range(n)]
    return base.replace("    sources:\n","    sources:\n"+"\n".join(L)+"\n")
async def test_p(vscode: Editor) -> None:
    for n in (25, 943, 9943):
        t=doc(n)+"waivers:\n  - rule: \n    reason: because\n"
        lines=t.splitlines()
        uri=vscode.open(t, "llm-project.yaml" )
        for name,find,ch in (("rule","  - rule:",10),("enum",f"      - {{name: s{n-1}",None),("key","requirements:",None)):
            ln=next(i for i,l in enumerate(lines) if l.startswith(find)); 
            ts=[]
            for k in range(40):
                if name=="key": pos=(ln+1,2)
                elif ch: pos=(ln,ch)
                else: pos=(ln,lines[ln].index("structured")+2)
                vscode.change(uri, insert(len(lines),0,"# x\n"))
                a=time.perf_counter(); r=await ask(vscode,uri,*pos); ts.append((time.perf_counter()-a)*1e3)
            ts.sort()
            print(len(lines),name,len(r.items),"p50 %.2f p95 %.2f"%(statistics.median(ts),ts[37]))
        vscode.close(uri)
